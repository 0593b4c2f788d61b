/* keyrack-address.h: from anything pasted to instance and region, and back to hosts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KEYRACK_ADDRESS_ERROR (keyrack_address_error_quark ())

typedef enum
{
  KEYRACK_ADDRESS_ERROR_EMPTY,
  KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK,
  KEYRACK_ADDRESS_ERROR_INSTANCE,
  KEYRACK_ADDRESS_ERROR_REGION,
} KeyrackAddressError;

typedef enum
{
  KEYRACK_ADDRESS_NAME,       /* only an instance name: region is NULL */
  KEYRACK_ADDRESS_LOGIN,
  KEYRACK_ADDRESS_API,
  KEYRACK_ADDRESS_OLD_TOKEN,  /* …api…/api/v1/token, gone from the documentation */
  KEYRACK_ADDRESS_CLASSIC,
  KEYRACK_ADDRESS_DATA,       /* may carry a former instance name */
} KeyrackAddressKind;

typedef struct
{
  KeyrackAddressKind  kind;
  char               *instance;
  char               *region;
} KeyrackAddress;

GQuark          keyrack_address_error_quark       (void);
KeyrackAddress *keyrack_address_parse             (const char      *text,
                                                   GError         **error);
void            keyrack_address_free              (KeyrackAddress  *self);
gboolean        keyrack_address_looks_like_one    (const char      *text);
gboolean        keyrack_instance_is_valid         (const char      *instance);
char           *keyrack_address_dup_login_host    (const char      *instance,
                                                   const char      *region);
char           *keyrack_address_dup_api_host      (const char      *instance,
                                                   const char      *region);
char           *keyrack_address_dup_token_url     (const char      *instance,
                                                   const char      *region,
                                                   GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackAddress, keyrack_address_free)

G_END_DECLS
