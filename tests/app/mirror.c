/* mirror.c: preloaded, lets a program read from right to left in any language
 *
 * GTK takes the direction from its translation, and only for a program that is
 * translated into the same language.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <dlfcn.h>
#include <gtk/gtk.h>

/* The program calls it once, when GTK has set its own direction. */
void
gtk_window_set_default_icon_name (const char *name)
{
  void (*original) (const char *) = dlsym (RTLD_NEXT, "gtk_window_set_default_icon_name");

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  original (name);
}
