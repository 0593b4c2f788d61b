/* keyrack-main-menu.h: the button with the menu of the program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_MAIN_MENU (keyrack_main_menu_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackMainMenu, keyrack_main_menu, KEYRACK, MAIN_MENU, AdwBin)

G_END_DECLS
