/* keyrack-http-settings.c: where connections go, and how long they may take
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-client.h"

#include <glib/gi18n-lib.h>

#define CONNECT_LIMIT 10
#define TOTAL_LIMIT   30
#define SLOW_LIMIT    10

static char *
dup_variable (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && *value != '\0' ? g_strdup (value) : NULL;
}

/**
 * keyrack_http_settings_new:
 *
 * Returns: (transfer full): the settings of a program in daily use: straight to
 *   the servers or through the system's proxy, the system's certificates,
 *   10 s to connect, 30 s in all
 */
KeyrackHttpSettings *
keyrack_http_settings_new (void)
{
  KeyrackHttpSettings *self = g_new0 (KeyrackHttpSettings, 1);

  self->connect_limit = CONNECT_LIMIT;
  self->total_limit = TOTAL_LIMIT;
  self->slow_limit = SLOW_LIMIT;

  return self;
}

/**
 * keyrack_http_settings_new_from_environment:
 *
 * Returns: (transfer full): the settings with what KEYRACK_CONNECT_TO and
 *   KEYRACK_CA_FILE change in them; see keyrack_http_settings_dup_warning()
 */
KeyrackHttpSettings *
keyrack_http_settings_new_from_environment (void)
{
  KeyrackHttpSettings *self = keyrack_http_settings_new ();

  self->connect_to = dup_variable ("KEYRACK_CONNECT_TO");
  self->ca_file = dup_variable ("KEYRACK_CA_FILE");

  return self;
}

/**
 * keyrack_http_settings_copy:
 * @self: settings
 *
 * Returns: (transfer full): a copy of @self
 */
KeyrackHttpSettings *
keyrack_http_settings_copy (const KeyrackHttpSettings *self)
{
  KeyrackHttpSettings *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->connect_to = g_strdup (self->connect_to);
  copy->ca_file = g_strdup (self->ca_file);
  copy->proxy = g_strdup (self->proxy);
  copy->proxy_user = g_strdup (self->proxy_user);
  copy->proxy_password = self->proxy_password != NULL ? keyrack_secret_ref (self->proxy_password) : NULL;

  return copy;
}

/**
 * keyrack_http_settings_free:
 * @self: (transfer full): settings
 */
void
keyrack_http_settings_free (KeyrackHttpSettings *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->connect_to);
  g_free (self->ca_file);
  g_free (self->proxy);
  g_free (self->proxy_user);
  g_clear_pointer (&self->proxy_password, keyrack_secret_unref);
  g_free (self);
}

/**
 * keyrack_http_settings_dup_warning:
 * @self: settings
 *
 * Whoever sits before a program that sends secrets to another place than its
 * name says, or trusts somebody besides the system, has to know.
 *
 * Returns: (nullable) (transfer full): the sentence to show as long as the
 *   program runs, or %NULL when the settings are the usual ones
 */
char *
keyrack_http_settings_dup_warning (const KeyrackHttpSettings *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->connect_to != NULL && self->ca_file != NULL)
    /* Translators: a host and port; the variables' names stay */
    return g_strdup_printf (_("For tests only: KEYRACK_CONNECT_TO sends all connections to %s, "
                              "and KEYRACK_CA_FILE adds a certificate authority."),
                            self->connect_to);

  if (self->connect_to != NULL)
    /* Translators: a host and port; the variable's name stays */
    return g_strdup_printf (_("For tests only: KEYRACK_CONNECT_TO sends all connections to %s."),
                            self->connect_to);

  if (self->ca_file != NULL)
    return g_strdup (_("KEYRACK_CA_FILE adds a certificate authority."));

  return NULL;
}
