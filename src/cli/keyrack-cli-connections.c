/* keyrack-cli-connections.c: add, edit, remove
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "keyrack-address.h"
#include "keyrack-cli-secret.h"
#include "keyrack-text.h"

/* What add and edit take. */
typedef struct
{
  char *name;
  char *instance;
  char *region;
  char *client_id;
  int   secret_fd;
} Fields;

static void
fields_clear (Fields *fields)
{
  g_free (fields->name);
  g_free (fields->instance);
  g_free (fields->region);
  g_free (fields->client_id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fields, fields_clear)

static gboolean
parse_fields (Fields       *fields,
              const char   *arguments,
              int          *argc,
              char       ***argv)
{
  const GOptionEntry entries[] = {
    /* As file names, so that their bytes are taken as UTF-8 without a locale too. */
    { "name", 'n', 0, G_OPTION_ARG_FILENAME, &fields->name,
      N_("What you call the connection"), N_("NAME") },
    { "instance", 'i', 0, G_OPTION_ARG_FILENAME, &fields->instance,
      N_("The instance’s name, or any address of it"), N_("INSTANCE") },
    { "region", 'r', 0, G_OPTION_ARG_FILENAME, &fields->region,
      N_("us, eu, pac or meta"), N_("REGION") },
    { "client-id", 'c', 0, G_OPTION_ARG_FILENAME, &fields->client_id,
      N_("The client ID that Nexthink showed"), N_("ID") },
    { "secret-fd", 's', 0, G_OPTION_ARG_INT, &fields->secret_fd,
      N_("Read the client secret from this file descriptor"), N_("N") },
    G_OPTION_ENTRY_NULL,
  };

  return keyrack_cli_parse (entries, arguments, argc, argv);
}

/* An address names the region too; a --region that says otherwise is a mistake
 * that would send the secret to the wrong place. */
static gboolean
apply_instance (KeyrackProfile *profile,
                const Fields   *fields)
{
  g_autoptr(KeyrackAddress) address = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *region = NULL;

  address = keyrack_address_parse (fields->instance, &error);
  if (address == NULL)
    {
      keyrack_cli_usage ("--instance: %s", error->message);
      return FALSE;
    }

  region = fields->region != NULL ? keyrack_text_dup_clean (fields->region) : NULL;

  if (region != NULL && address->region != NULL && g_ascii_strcasecmp (region, address->region) != 0)
    {
      /* Translators: both placeholders are region labels such as “eu” */
      keyrack_cli_usage (_("The address is in region “%s”, but --region says “%s”"),
                         address->region, region);
      return FALSE;
    }

  keyrack_profile_set_instance (profile, address->instance);
  if (address->region != NULL)
    keyrack_profile_set_region (profile, address->region);

  return TRUE;
}

static gboolean
apply_fields (KeyrackProfile *profile,
              const Fields   *fields)
{
  g_autofree char *name = fields->name != NULL ? keyrack_text_dup_clean (fields->name) : NULL;
  g_autofree char *id = fields->client_id != NULL ? keyrack_text_dup_clean (fields->client_id) : NULL;

  if (name != NULL)
    keyrack_profile_set_name (profile, name);

  if (id != NULL)
    keyrack_profile_set_client_id (profile, id);

  if (fields->region != NULL)
    {
      g_autofree char *region = keyrack_text_dup_clean (fields->region);
      g_autofree char *lower = g_ascii_strdown (region, -1);

      keyrack_profile_set_region (profile, lower);
    }

  return fields->instance == NULL || apply_instance (profile, fields);
}

static gboolean
check_profile (KeyrackProfile *profile)
{
  static const struct
  {
    KeyrackProfileFlaws  flaw;
    const char          *sentence;
  } sentences[] = {
    { KEYRACK_PROFILE_NAME_MISSING, N_("Name the connection with --name") },
    { KEYRACK_PROFILE_NAME_INVALID,
      N_("--name: at most 100 characters, without invisible ones") },
    { KEYRACK_PROFILE_INSTANCE_MISSING, N_("Name the instance with --instance") },
    { KEYRACK_PROFILE_INSTANCE_INVALID,
      N_("--instance: lower-case letters, digits and hyphens, at most 57 of them") },
    { KEYRACK_PROFILE_REGION_MISSING, N_("Name the region with --region: us, eu, pac or meta") },
    { KEYRACK_PROFILE_REGION_INVALID,
      N_("--region: a label such as us, eu, pac or meta") },
    { KEYRACK_PROFILE_CLIENT_ID_MISSING, N_("Give the client ID with --client-id") },
    { KEYRACK_PROFILE_CLIENT_ID_INVALID,
      N_("--client-id: no spaces, colons or special characters; copy it again") },
    { KEYRACK_PROFILE_ENVIRONMENT_INVALID,
      N_("The environment has characters that can’t be kept") },
    { KEYRACK_PROFILE_TAGS_INVALID, N_("A tag has characters that can’t be kept") },
    { KEYRACK_PROFILE_NOTE_INVALID, N_("The note has characters that can’t be kept") },
  };
  KeyrackProfileFlaws flaws = keyrack_profile_validate (profile);

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      if (flaws & sentences[i].flaw)
        keyrack_cli_usage ("%s", _(sentences[i].sentence));
    }

  return flaws == KEYRACK_PROFILE_FLAWLESS;
}

static KeyrackCliStatus
save (KeyrackCli     *cli,
      KeyrackProfile *profile,
      KeyrackSecret  *secret)
{
  KeyrackCliWait wait = { NULL };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(KeyrackProfile) saved = NULL;
  g_autoptr(GError) error = NULL;

  keyrack_profile_store_save_async (cli->profiles, profile, secret, KEYRACK_SAVE_DEFAULT,
                                    NULL, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);
  saved = keyrack_profile_store_save_finish (cli->profiles, result, &error);

  return saved != NULL ? KEYRACK_CLI_GOOD : keyrack_cli_fail (error);
}

KeyrackCliStatus
keyrack_cli_add (KeyrackCli  *cli,
                 int          argc,
                 char       **argv)
{
  g_auto(Fields) fields = { .secret_fd = -1 };
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();
  g_autoptr(KeyrackSecret) secret = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackCliStatus status = KEYRACK_CLI_GOOD;

  if (!parse_fields (&fields, NULL, &argc, &argv))
    return KEYRACK_CLI_USAGE;

  if (argc > 1)
    /* Translators: the placeholder is a word that the person typed */
    return keyrack_cli_usage (_("“%s” is not understood; give each value with its option"), argv[1]);

  if (!apply_fields (profile, &fields) || !check_profile (profile))
    return KEYRACK_CLI_USAGE;

  if (!keyrack_cli_load (cli))
    return KEYRACK_CLI_SECRET_STORE;

  if (!keyrack_cli_read_secret (fields.secret_fd, _("Client secret: "), &secret, &error))
    return keyrack_cli_usage ("%s", error->message);

  if (secret == NULL)
    return keyrack_cli_usage ("%s", _("No secret was given; nothing was saved"));

  status = save (cli, profile, secret);

  if (status == KEYRACK_CLI_GOOD)
    {
      /* Translators: the placeholders are the name of a connection, twice */
      keyrack_cli_say (_("“%s” was saved, not tested yet; “keyrack-cli test '%s'” tests it."),
                       keyrack_profile_get_name (profile), keyrack_profile_get_name (profile));
      keyrack_cli_put ("%s\n", keyrack_profile_get_id (profile));
    }

  return status;
}

/* A new secret is expected when nothing else changes, or with a new client ID;
 * otherwise standard input is left to whoever owns it, a loop of the shell for one. */
static gboolean
wants_secret (const Fields *fields)
{
  if (fields->secret_fd >= 0 || fields->client_id != NULL)
    return TRUE;

  return fields->name == NULL && fields->instance == NULL && fields->region == NULL;
}

KeyrackCliStatus
keyrack_cli_edit (KeyrackCli  *cli,
                  int          argc,
                  char       **argv)
{
  g_auto(Fields) fields = { .secret_fd = -1 };
  KeyrackProfile *stored = NULL;
  g_autoptr(KeyrackProfile) profile = NULL;
  g_autoptr(KeyrackSecret) secret = NULL;
  g_autoptr(GError) error = NULL;

  if (!parse_fields (&fields, _("PROFILE"), &argc, &argv))
    return KEYRACK_CLI_USAGE;

  if (argc != 2)
    return keyrack_cli_usage ("%s", _("Name one connection to change"));

  if (!keyrack_cli_load (cli))
    return KEYRACK_CLI_SECRET_STORE;

  stored = keyrack_cli_find (cli, argv[1]);
  if (stored == NULL)
    return KEYRACK_CLI_USAGE;

  profile = keyrack_profile_dup (stored);
  if (!apply_fields (profile, &fields) || !check_profile (profile))
    return KEYRACK_CLI_USAGE;

  if (wants_secret (&fields) &&
      !keyrack_cli_read_secret (fields.secret_fd,
                                _("New client secret (empty keeps the stored one): "),
                                &secret, &error))
    return keyrack_cli_usage ("%s", error->message);

  if (secret == NULL && keyrack_profile_equal (profile, stored))
    {
      keyrack_cli_say ("%s", _("Nothing was changed."));
      return KEYRACK_CLI_GOOD;
    }

  return save (cli, profile, secret);
}

static gboolean
confirm_removal (KeyrackProfile *profile)
{
  char answer[16] = "";

  if (!isatty (STDIN_FILENO))
    return TRUE;

  /* Translators: the placeholder is the name of a connection; answer with “y” for yes,
   * whatever the language */
  keyrack_cli_ask (_("Delete “%s” and its secret? [y/N] "), keyrack_profile_get_name (profile));

  return fgets (answer, sizeof answer, stdin) != NULL && g_ascii_tolower (*answer) == 'y';
}

KeyrackCliStatus
keyrack_cli_remove (KeyrackCli  *cli,
                    int          argc,
                    char       **argv)
{
  gboolean sure = FALSE;
  const GOptionEntry entries[] = {
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &sure, N_("Do not ask"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  KeyrackProfile *profile = NULL;
  KeyrackCliWait wait = { NULL };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  if (!keyrack_cli_parse (entries, _("PROFILE"), &argc, &argv))
    return KEYRACK_CLI_USAGE;

  if (argc != 2)
    return keyrack_cli_usage ("%s", _("Name one connection to delete"));

  if (!keyrack_cli_load (cli))
    return KEYRACK_CLI_SECRET_STORE;

  profile = keyrack_cli_find (cli, argv[1]);
  if (profile == NULL)
    return KEYRACK_CLI_USAGE;

  if (!sure && !confirm_removal (profile))
    {
      keyrack_cli_say ("%s", _("Nothing was deleted."));
      return KEYRACK_CLI_UNDECIDED;
    }

  keyrack_profile_store_remove_async (cli->profiles, keyrack_profile_get_id (profile),
                                      NULL, keyrack_cli_wait_cb, &wait);
  result = keyrack_cli_wait_take (&wait);

  if (!keyrack_profile_store_remove_finish (cli->profiles, result, &error))
    return keyrack_cli_fail (error);

  return KEYRACK_CLI_GOOD;
}
