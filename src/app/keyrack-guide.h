/* keyrack-guide.h: how to create the credential in Nexthink, step by step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_GUIDE (keyrack_guide_get_type ())

/* A window of its own, not modal: it can stand beside the browser. */
G_DECLARE_FINAL_TYPE (KeyrackGuide, keyrack_guide, KEYRACK, GUIDE, AdwWindow)

GtkWidget *keyrack_guide_new (void);

G_END_DECLS
