/* keyrack-choice-binding.h: a row of choices for a key that takes one of several words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The words stay; they are in the order of the choices. The row has a property "selected". */
void keyrack_choice_binding_new (GSettings          *settings,
                                 const char         *key,
                                 GObject            *row,
                                 const char * const *words);

G_END_DECLS
