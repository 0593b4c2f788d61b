/* stand-in.h: the stand-in server as the tests in C use it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KeyrackStandIn KeyrackStandIn;

KeyrackStandIn *keyrack_stand_in_start                (const char     *instances);
void            keyrack_stand_in_stop                 (KeyrackStandIn *self);
const char     *keyrack_stand_in_get_address          (KeyrackStandIn *self);
const char     *keyrack_stand_in_get_ca_file          (KeyrackStandIn *self);
const char     *keyrack_stand_in_get_refusing_address (KeyrackStandIn *self);
const char     *keyrack_stand_in_get_silent_address   (KeyrackStandIn *self);
char           *keyrack_stand_in_get                  (KeyrackStandIn *self,
                                                       const char     *path);
char           *keyrack_stand_in_post                 (KeyrackStandIn *self,
                                                       const char     *path,
                                                       const char     *json);
void            keyrack_stand_in_add                  (KeyrackStandIn *self,
                                                       const char     *instance,
                                                       const char     *region,
                                                       const char     *client_id,
                                                       const char     *secret);
void            keyrack_stand_in_rotate               (KeyrackStandIn *self,
                                                       const char     *instance,
                                                       const char     *region,
                                                       const char     *client_id,
                                                       const char     *secret);
void            keyrack_stand_in_set_scenario         (KeyrackStandIn *self,
                                                       const char     *instance,
                                                       const char     *region,
                                                       const char     *scenario,
                                                       const char     *options);
char           *keyrack_stand_in_start_proxy          (KeyrackStandIn *self,
                                                       const char     *variant);
guint           keyrack_stand_in_count_requests       (KeyrackStandIn *self,
                                                       const char     *host);
guint           keyrack_stand_in_count_connections    (KeyrackStandIn *self);
gboolean        keyrack_stand_in_wait_for_requests    (KeyrackStandIn *self,
                                                       const char     *host,
                                                       guint           n_requests);
guint           keyrack_stand_in_get_most_in_flight   (KeyrackStandIn *self);
void            keyrack_stand_in_reset_counts         (KeyrackStandIn *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackStandIn, keyrack_stand_in_stop)

G_END_DECLS
