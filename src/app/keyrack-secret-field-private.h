/* keyrack-secret-field-private.h: what the two halves of the secret field share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-secret-field.h"

G_BEGIN_DECLS

typedef enum
{
  SHOWS_NOTHING,
  SHOWS_BULLETS,
  SHOWS_STORED,
  SHOWS_TYPED,
} Shows;

struct _KeyrackSecretField
{
  GObject              parent_instance;

  AdwPasswordEntryRow *row;
  GtkText             *text;          /* inside the row */
  KeyrackSecretStore  *store;
  char                *secret_ref;

  Shows                shows;
  gboolean             busy;          /* the text is being changed by us */
  guint                serial;
  guint                last_serial;
  glong                length;        /* of what is typed, in characters */
  char                *notice;
  KeyrackSecret       *untidied;      /* what Undo brings back */
  GCancellable        *cancellable;
};

gboolean keyrack_secret_field_is_stored  (KeyrackSecretField *self);
void     keyrack_secret_field_set_text   (KeyrackSecretField *self,
                                          const char         *text);
void     keyrack_secret_field_set_notice (KeyrackSecretField *self,
                                          const char         *notice,
                                          KeyrackSecret      *untidied);
void     keyrack_secret_field_take_typed (KeyrackSecretField *self,
                                          const char         *text);
void     keyrack_secret_field_reveal     (KeyrackSecretField *self);

G_END_DECLS
