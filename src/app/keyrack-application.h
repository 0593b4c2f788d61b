/* keyrack-application.h: owns the collaborators and the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_APPLICATION (keyrack_application_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackApplication, keyrack_application, KEYRACK, APPLICATION, AdwApplication)

KeyrackApplication *keyrack_application_new (void);

G_END_DECLS
