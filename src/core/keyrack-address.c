/* keyrack-address.c: from anything pasted to instance and region, and back to hosts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-region.h"

#define DOMAIN        "nexthink.cloud"
#define LOGIN_SUFFIX  "-login"
#define TOKEN_PATH    "/oauth2/default/v1/token"
#define OLD_PATH      "/api/v1/token"
#define INSTANCE_MAX  57   /* with "-login" it is a DNS label of 63 characters */
#define TEXT_MAX      2048

G_DEFINE_QUARK (keyrack-address-error-quark, keyrack_address_error)

static gboolean
fail (KeyrackAddressError   code,
      const char           *sentence,
      GError              **error)
{
  g_set_error_literal (error, KEYRACK_ADDRESS_ERROR, (int) code, sentence);

  return FALSE;
}

static gboolean
fail_not_nexthink (GError **error)
{
  return fail (KEYRACK_ADDRESS_ERROR_NOT_NEXTHINK,
               _("This is not the address of a Nexthink instance. Paste one that ends in "
                 ".nexthink.cloud, or type the instance name alone."),
               error);
}

static gboolean
fail_instance (GError **error)
{
  return fail (KEYRACK_ADDRESS_ERROR_INSTANCE,
               _("This is not an instance name. It has letters from a to z, digits and hyphens, "
                 "and at most 57 of them."),
               error);
}

static gboolean
fail_region (GError **error)
{
  return fail (KEYRACK_ADDRESS_ERROR_REGION,
               _("This is not a region. It has two to ten letters from a to z, such as “eu”."),
               error);
}

static gboolean
fail_incomplete (KeyrackAddressError   code,
                 GError              **error)
{
  return fail (code,
               _("A part of the address is missing. Paste the whole address of the instance, such "
                 "as acme.eu.nexthink.cloud."),
               error);
}

/* Without what copying adds at the ends: white space, zero-width space, byte order mark. */
static char *
dup_stripped (const char *text)
{
  const char *end = text + strlen (text);
  const char *last;
  gunichar c;

  for (; text < end; text = g_utf8_next_char (text))
    {
      c = g_utf8_get_char (text);
      if (!g_unichar_isspace (c) && c != 0x200b && c != 0xfeff)
        break;
    }

  for (; end > text; end = last)
    {
      last = g_utf8_prev_char (end);
      c = g_utf8_get_char (last);
      if (!g_unichar_isspace (c) && c != 0x200b && c != 0xfeff)
        break;
    }

  return g_strndup (text, (gsize) (end - text));
}

/* What an address consists of; anything else was not typed by a person who means well. */
static gboolean
is_visible_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isgraph (*text) || *text == '\\')
        return FALSE;
    }

  return TRUE;
}

/* Moves @cursor behind "https://" or "http://", if it is there. */
static gboolean
skip_scheme (const char **cursor)
{
  static const char *schemes[] = { "https://", "http://" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_ascii_strncasecmp (*cursor, schemes[i], strlen (schemes[i])) == 0)
        {
          *cursor += strlen (schemes[i]);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_port (const char *text)
{
  guint64 port;

  return g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &port, NULL);
}

/* Cuts the port and the dot of the root from the end. */
static gboolean
strip_host (char *host)
{
  char *colon = strchr (host, ':');
  gsize length;

  if (colon != NULL)
    {
      if (!is_port (colon + 1))
        return FALSE;

      *colon = '\0';
    }

  length = strlen (host);
  if (length > 0 && host[length - 1] == '.')
    host[length - 1] = '\0';

  return TRUE;
}

static gboolean
is_service (const char *label)
{
  return g_str_equal (label, "api") || g_str_equal (label, "data");
}

static gboolean
is_old_token_path (const char *path)
{
  gsize length = strlen (OLD_PATH);

  return strncmp (path, OLD_PATH, length) == 0 && strchr ("/?#", path[length]) != NULL;
}

/* What stands before ".nexthink.cloud": INSTANCE[.SERVICE].REGION */
static gboolean
read_labels (KeyrackAddress      *self,
             const char * const  *labels,
             const char          *path,
             GError             **error)
{
  gsize n_labels = g_strv_length ((char **) labels);
  const char *region = n_labels > 0 ? labels[n_labels - 1] : "";

  if (n_labels > 3 || (n_labels == 3 && !is_service (labels[1])))
    return fail_not_nexthink (error);

  if (is_service (region))
    return fail_incomplete (KEYRACK_ADDRESS_ERROR_REGION, error);

  if (!keyrack_region_label_is_valid (region))
    return fail_region (error);

  if (n_labels == 1 || (n_labels == 2 && is_service (labels[0])))
    return fail_incomplete (KEYRACK_ADDRESS_ERROR_INSTANCE, error);

  self->region = g_strdup (region);

  if (n_labels == 2 && g_str_has_suffix (labels[0], LOGIN_SUFFIX))
    {
      self->kind = KEYRACK_ADDRESS_LOGIN;
      self->instance = g_strndup (labels[0], strlen (labels[0]) - strlen (LOGIN_SUFFIX));
      return TRUE;
    }

  self->instance = g_strdup (labels[0]);

  if (n_labels == 2)
    self->kind = KEYRACK_ADDRESS_CLASSIC;
  else if (g_str_equal (labels[1], "data"))
    self->kind = KEYRACK_ADDRESS_DATA;
  else
    self->kind = is_old_token_path (path) ? KEYRACK_ADDRESS_OLD_TOKEN : KEYRACK_ADDRESS_API;

  return TRUE;
}

static gboolean
read_host (KeyrackAddress  *self,
           char            *host,
           const char      *path,
           GError         **error)
{
  g_auto(GStrv) labels = NULL;

  if (!strip_host (host) || !g_str_has_suffix (host, "." DOMAIN))
    return fail_not_nexthink (error);

  host[strlen (host) - strlen ("." DOMAIN)] = '\0';
  labels = g_strsplit (host, ".", -1);

  return read_labels (self, (const char * const *) labels, path, error);
}

static gboolean
read_text (KeyrackAddress  *self,
           const char      *text,
           GError         **error)
{
  g_autofree char *host = NULL;
  const char *authority = text;
  const char *path;
  gboolean has_scheme = skip_scheme (&authority);

  path = authority + strcspn (authority, "/?#");
  host = g_ascii_strdown (authority, path - authority);

  if (!has_scheme && *path == '\0' && strpbrk (host, ".:") == NULL)
    {
      self->kind = KEYRACK_ADDRESS_NAME;
      self->instance = g_steal_pointer (&host);
      return TRUE;
    }

  return read_host (self, host, path, error);
}

/**
 * keyrack_address_parse:
 * @text: (nullable): what was typed or pasted: an instance name, or a host name
 *   or URL of the instance in any of the forms that Nexthink uses
 * @error: return location for an error of %KEYRACK_ADDRESS_ERROR, whose message
 *   tells the person what to do
 *
 * Reads instance and region. White space around them and the case of letters do
 * not matter, nor do port, path, query and fragment of a URL. Everything else
 * that is not plainly an address of an instance is refused: user names, escapes,
 * other characters than ASCII, other domains.
 *
 * Returns: (transfer full): instance and region, both checked, or %NULL
 */
KeyrackAddress *
keyrack_address_parse (const char  *text,
                       GError     **error)
{
  g_autoptr(KeyrackAddress) self = g_new0 (KeyrackAddress, 1);
  g_autofree char *stripped = NULL;

  if (text != NULL && (strlen (text) > TEXT_MAX || !g_utf8_validate (text, -1, NULL)))
    {
      fail_not_nexthink (error);
      return NULL;
    }

  stripped = dup_stripped (text != NULL ? text : "");

  if (*stripped == '\0')
    {
      fail (KEYRACK_ADDRESS_ERROR_EMPTY,
            _("Type the instance name, or paste the address of the instance."),
            error);
      return NULL;
    }

  if (!is_visible_ascii (stripped))
    {
      fail_not_nexthink (error);
      return NULL;
    }

  if (!read_text (self, stripped, error))
    return NULL;

  if (!keyrack_instance_is_valid (self->instance))
    {
      fail_instance (error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * keyrack_address_free:
 * @self: (transfer full): an address
 */
void
keyrack_address_free (KeyrackAddress *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->instance);
  g_free (self->region);
  g_free (self);
}

/**
 * keyrack_address_looks_like_one:
 * @text: (nullable): what was typed or pasted
 *
 * Returns: %TRUE if @text is more than a name, so that it should be given to
 *   keyrack_address_parse() at once
 */
gboolean
keyrack_address_looks_like_one (const char *text)
{
  return text != NULL && (strchr (text, '.') != NULL || strstr (text, "://") != NULL);
}

/**
 * keyrack_instance_is_valid:
 * @instance: (nullable): what is to become part of a host name
 *
 * Whether @instance has the form of an instance name: lower-case ASCII letters,
 * digits and hyphens, no hyphen at either end, at most 57 of them, and not the
 * "xn--" of a name in another script.
 *
 * Returns: %TRUE if @instance can stand in a host name
 */
gboolean
keyrack_instance_is_valid (const char *instance)
{
  gsize length = instance != NULL ? strlen (instance) : 0;

  if (length == 0 || length > INSTANCE_MAX)
    return FALSE;

  if (instance[0] == '-' || instance[length - 1] == '-' || g_str_has_prefix (instance, "xn--"))
    return FALSE;

  return strspn (instance, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/**
 * keyrack_address_dup_login_host:
 * @instance: (nullable): an instance name
 * @region: (nullable): a region label
 *
 * Returns: (transfer full) (nullable): the host that gives tokens, or %NULL when
 *   @instance or @region is not valid
 */
char *
keyrack_address_dup_login_host (const char *instance,
                                const char *region)
{
  if (!keyrack_instance_is_valid (instance) || !keyrack_region_label_is_valid (region))
    return NULL;

  return g_strdup_printf ("%s" LOGIN_SUFFIX ".%s." DOMAIN, instance, region);
}

/**
 * keyrack_address_dup_api_host:
 * @instance: (nullable): an instance name
 * @region: (nullable): a region label
 *
 * Returns: (transfer full) (nullable): the host of the API, or %NULL when
 *   @instance or @region is not valid
 */
char *
keyrack_address_dup_api_host (const char *instance,
                              const char *region)
{
  if (!keyrack_instance_is_valid (instance) || !keyrack_region_label_is_valid (region))
    return NULL;

  return g_strdup_printf ("%s.api.%s." DOMAIN, instance, region);
}

static gboolean
leads_to (const char *url,
          const char *host)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL &&
         g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 &&
         g_strcmp0 (g_uri_get_host (uri), host) == 0 &&
         g_strcmp0 (g_uri_get_path (uri), TOKEN_PATH) == 0 &&
         g_uri_get_userinfo (uri) == NULL &&
         g_uri_get_port (uri) == -1 &&
         g_uri_get_query (uri) == NULL &&
         g_uri_get_fragment (uri) == NULL;
}

/**
 * keyrack_address_dup_token_url:
 * @instance: (nullable): an instance name
 * @region: (nullable): a region label
 * @error: return location for %KEYRACK_ADDRESS_ERROR_INSTANCE or
 *   %KEYRACK_ADDRESS_ERROR_REGION
 *
 * Builds the URL to which ID and secret are sent, from checked labels and a
 * constant domain, and parses it back to be sure of where it leads.
 *
 * Returns: (transfer full): the URL, or %NULL with @error set
 */
char *
keyrack_address_dup_token_url (const char  *instance,
                               const char  *region,
                               GError     **error)
{
  g_autofree char *host = keyrack_address_dup_login_host (instance, region);
  g_autofree char *url = host != NULL ? g_strdup_printf ("https://%s" TOKEN_PATH, host) : NULL;

  if (!keyrack_region_label_is_valid (region))
    {
      fail_region (error);
      return NULL;
    }

  if (url == NULL || !leads_to (url, host))
    {
      fail_instance (error);
      return NULL;
    }

  return g_steal_pointer (&url);
}
