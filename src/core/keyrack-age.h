/* keyrack-age.h: files that only a passphrase or a key opens, in the form of age v1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-secret.h"

G_BEGIN_DECLS

#define KEYRACK_AGE_ERROR (keyrack_age_error_quark ())

typedef enum
{
  KEYRACK_AGE_ERROR_NOT_AGE,      /* something else */
  KEYRACK_AGE_ERROR_ARMOR,        /* the text around it is damaged */
  KEYRACK_AGE_ERROR_HEADER,       /* damaged, or of another version */
  KEYRACK_AGE_ERROR_TOO_COSTLY,   /* to open it would take more memory than is allowed */
  KEYRACK_AGE_ERROR_NO_MATCH,     /* another passphrase, or for other keys */
  KEYRACK_AGE_ERROR_HMAC,         /* the header was changed */
  KEYRACK_AGE_ERROR_PAYLOAD,      /* what it holds was changed or cut off */
  KEYRACK_AGE_ERROR_MEMORY,
  KEYRACK_AGE_ERROR_RECIPIENT,    /* no age1…, or no AGE-SECRET-KEY-1… */
  KEYRACK_AGE_ERROR_UNAVAILABLE,  /* libgcrypt may not do what it takes */
} KeyrackAgeError;

typedef enum
{
  KEYRACK_AGE_BINARY,
  KEYRACK_AGE_ARMORED,
} KeyrackAgeForm;

GQuark         keyrack_age_error_quark     (void);
gboolean       keyrack_age_is_age          (const char          *data,
                                            gsize                length);
gboolean       keyrack_age_has_passphrase  (const char          *data,
                                            gsize                length,
                                            gboolean            *has_passphrase,
                                            GError             **error);
char          *keyrack_age_encrypt         (KeyrackSecret       *plain,
                                            KeyrackSecret       *passphrase,
                                            const char * const  *recipients,
                                            KeyrackAgeForm       form,
                                            gsize               *length,
                                            GError             **error);
KeyrackSecret *keyrack_age_decrypt         (const char          *data,
                                            gsize                length,
                                            KeyrackSecret       *passphrase,
                                            KeyrackSecret       *identity,
                                            GError             **error);

KeyrackSecret *keyrack_age_create_identity (void);
char          *keyrack_age_dup_recipient   (KeyrackSecret       *identity,
                                            GError             **error);
gboolean       keyrack_age_check_recipient (const char          *recipient,
                                            GError             **error);

G_END_DECLS
