/* keyrack-application.c: owns the collaborators and the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-application.h"

#include <glib/gi18n.h>
#ifdef HAVE_MALLOC_TRIM
#include <malloc.h>
#endif

#include "keyrack-accessible.h"
#include "keyrack-due-notice.h"
#include "keyrack-due.h"
#include "keyrack-guide.h"
#include "keyrack-http-client.h"
#include "keyrack-journal-edits.h"
#include "keyrack-network-preferences.h"
#include "keyrack-preferences.h"
#include "keyrack-profile-store.h"
#include "keyrack-tag-intervals.h"
#include "keyrack-window.h"

#define CLOSE_LIMIT 2 /* seconds */
#define SETTLED     1000 /* ms after the start; then nothing is being built */

#define WORDS_LICENCE \
  "<a href=\"https://www.eff.org/dice\">EFF’s large word list for passphrases</a>, without the numbers of the dice: " \
  "<a href=\"https://creativecommons.org/licenses/by/3.0/us/\">CC BY 3.0 US</a>"

struct _KeyrackApplication
{
  AdwApplication       parent_instance;

  /* Owned references */
  KeyrackHttpClient   *client;
  KeyrackProfileStore *store;
  KeyrackJournal      *journal;
  GSettings           *preferences;
  KeyrackNetworkPreferences *network;
  KeyrackDueNotice    *due_notice;
  KeyrackTagIntervals *tag_intervals;
  GCancellable        *cancellable;

  /* Borrowed references */
  GtkWidget           *guide;

  guint                load_id;
  char                *warning;   /* where connections really go, when not to Nexthink */
};

G_DEFINE_FINAL_TYPE (KeyrackApplication, keyrack_application, ADW_TYPE_APPLICATION)

static void
guide_activated_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  KeyrackApplication *self = KEYRACK_APPLICATION (user_data);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->guide == NULL)
    {
      g_autoptr(GtkWindowGroup) group = gtk_window_group_new ();

      g_set_weak_pointer (&self->guide, keyrack_guide_new ());
      /* To be read and scrolled beside a dialog, too. */
      gtk_window_group_add_window (group, GTK_WINDOW (self->guide));
      g_signal_connect_object (window, "destroy", G_CALLBACK (gtk_window_destroy), self->guide, G_CONNECT_SWAPPED);
    }

  gtk_window_present (GTK_WINDOW (self->guide));
}

static char *
dup_debug_info (void)
{
  return g_strdup_printf ("Keyrack %s%s\n\n"
                          "GLib %u.%u.%u\n"
                          "GTK %u.%u.%u\n"
                          "libadwaita %u.%u.%u\n",
                          KEYRACK_VERSION, KEYRACK_DEVELOPMENT ? " (development)" : "",
                          glib_major_version, glib_minor_version, glib_micro_version,
                          gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version ());
}

static void
about_activated_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);
  g_autofree char *debug_info = dup_debug_info ();
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about,
                "application-name", "Keyrack",
                "application-icon", KEYRACK_APP_ID,
                "version", KEYRACK_VERSION,
                "comments", _("Keeps, tests and shares the API connections of several Nexthink instances. "
                              "Not affiliated with Nexthink."),
                "license-type", GTK_LICENSE_GPL_3_0,
                "developer-name", _("The Keyrack contributors"),
                /* Translators: your names, one a line, with an address if you like */
                "translator-credits", _("translator-credits"),
                "debug-info", debug_info,
                "debug-info-filename", "keyrack-debug-info.txt",
                "modal", TRUE,
                "transient-for", gtk_application_get_active_window (application),
                NULL);
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), _("Words of Passphrases"),
                                      "© 2016 Electronic Frontier Foundation", GTK_LICENSE_CUSTOM, WORDS_LICENCE);
  keyrack_accessible_name_parts (about, _("About Keyrack"));

  gtk_window_present (GTK_WINDOW (about));
}

/* Not named as GtkApplication wants it, which would build it before the first window is shown. */
static GtkShortcutsWindow *
build_shortcuts (void)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/keyrack/keyrack/help-overlay.ui");
  GtkShortcutsWindow *overlay = GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  keyrack_accessible_name_parts (GTK_WIDGET (overlay), _("Search Shortcuts"));

  return overlay;
}

static void
shortcuts_activated_cb (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (!GTK_IS_APPLICATION_WINDOW (window))
    return;

  if (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window)) == NULL)
    gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (window), build_shortcuts ());

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-help-overlay", NULL);
}

/* Each window may have a question before it goes; the program ends with the last one. */
static void
quit_activated_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *link = windows; link != NULL; link = link->next)
    gtk_window_close (GTK_WINDOW (link->data));
}

/* What the notification that was clicked spoke of. */
static void
show_due_activated_cb (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  KeyrackApplication *self = KEYRACK_APPLICATION (user_data);

  g_settings_set_string (self->preferences, "list-status", g_variant_get_boolean (parameter) ? "due" : "due-soon");
  g_application_activate (G_APPLICATION (self));
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_activated_cb },
  { .name = "guide", .activate = guide_activated_cb },
  { .name = "quit", .activate = quit_activated_cb },
  { .name = "shortcuts", .activate = shortcuts_activated_cb },
  { .name = "show-due", .activate = show_due_activated_cb, .parameter_type = "b" },
};

static const struct
{
  const char *action;
  const char *accels[2];
} shortcuts[] = {
  { "app.guide", { "F1" } },
  { "app.quit", { "<Control>q" } },
  { "app.shortcuts", { "<Control>question" } },
  { "win.import", { "<Control>o" } },
  { "win.new-connection", { "<Control>n" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.search", { "<Control>f" } },
  { "win.test-all", { "<Control><Shift>t" } },
  { "window.close", { "<Control>w" } },
};

static void
recall_results (KeyrackApplication *self,
                guint               position,
                guint               removed,
                guint               added)
{
  g_assert (KEYRACK_IS_APPLICATION (self));

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (keyrack_profile_get_last_result (profile) == NULL)
        keyrack_profile_set_last_result (profile,
                                         keyrack_journal_get_last (self->journal,
                                                                   keyrack_profile_get_id (profile)));
    }
}

/* Without its journal the program only forgets when a connection was last tested. */
static void
journal_load_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(KeyrackApplication) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!keyrack_journal_load_finish (KEYRACK_JOURNAL (object), result, &error))
    {
      g_debug ("Reading the journal: %s", error->message);
      return;
    }

  recall_results (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)));
  g_signal_connect_object (self->store, "items-changed", G_CALLBACK (recall_results), self, G_CONNECT_SWAPPED);
}

/* The window shows the state it finds. */
static void
probe_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  keyrack_secret_store_probe_finish (KEYRACK_SECRET_STORE (object), result, &error);

  if (error != NULL)
    g_debug ("Looking for the password store: %s", error->message);
}

/* The window shows the problem that the store has. */
static void
store_load_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(KeyrackApplication) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!keyrack_profile_store_load_finish (KEYRACK_PROFILE_STORE (object), result, &error))
    g_debug ("Reading the connections: %s", error->message);

  keyrack_journal_load_async (self->journal, self->cancellable, journal_load_cb, g_object_ref (self));
  keyrack_secret_store_probe_async (keyrack_profile_store_get_secrets (self->store),
                                    self->cancellable, probe_cb, NULL);
}

static void
apply_style (KeyrackApplication *self)
{
  /* In the order of the enum in the schema. */
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK,
  };
  guint style = (guint) g_settings_get_enum (self->preferences, "style");

  g_assert (style < G_N_ELEMENTS (schemes));

  adw_style_manager_set_color_scheme (adw_application_get_style_manager (ADW_APPLICATION (self)), schemes[style]);
}

/* One for each nearness, in place of an older one. */
static void
due_news_cb (KeyrackApplication *self,
             guint               due,
             const char         *title,
             const char         *names)
{
  g_autoptr(GNotification) notification = g_notification_new (title);
  g_autofree char *id = g_strdup_printf ("due-%u", due);

  g_assert (KEYRACK_IS_APPLICATION (self));

  g_notification_set_body (notification, names);
  g_notification_set_default_action_and_target (notification, "app.show-due", "b", due == KEYRACK_DUE_NOW);
  g_application_send_notification (G_APPLICATION (self), id, notification);
}

/* A result about a secret that goes with the session is not for the next one. */
static void
session_only_cb (KeyrackApplication *self)
{
  KeyrackSecretStore *secrets = keyrack_profile_store_get_secrets (self->store);

  g_assert (KEYRACK_IS_APPLICATION (self));

  keyrack_journal_set_paused (self->journal, keyrack_secret_store_get_session_only (secrets));
}

static void
keyrack_application_startup (GApplication *application)
{
  KeyrackApplication *self = KEYRACK_APPLICATION (application);
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new_from_environment ();
  g_autoptr(KeyrackSecretStore) secrets = keyrack_secret_store_new ();
  g_autoptr(KeyrackWorker) worker = keyrack_worker_new ("journal");
  g_autofree char *folder = keyrack_profile_store_dup_default_folder ();

  G_APPLICATION_CLASS (keyrack_application_parent_class)->startup (application);

  self->warning = keyrack_http_settings_dup_warning (settings);
  self->client = keyrack_http_client_new (settings);
  self->store = keyrack_profile_store_new (folder, secrets);
  self->journal = keyrack_journal_new (folder, worker);
  keyrack_journal_follow (self->journal, self->store);
  self->network = keyrack_network_preferences_new (self->client, secrets);
  g_signal_connect_object (secrets, "notify::session-only", G_CALLBACK (session_only_cb), self, G_CONNECT_SWAPPED);

  self->preferences = g_settings_new (KEYRACK_APP_ID);
  g_signal_connect_object (self->preferences, "changed::style", G_CALLBACK (apply_style), self, G_CONNECT_SWAPPED);
  apply_style (self);

  self->tag_intervals = keyrack_tag_intervals_new (G_LIST_MODEL (self->store), self->preferences);
  self->due_notice = keyrack_due_notice_new (self->store, self->preferences);
  g_signal_connect_object (self->due_notice, "news", G_CALLBACK (due_news_cb), self, G_CONNECT_SWAPPED);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action, shortcuts[i].accels);

  gtk_window_set_default_icon_name (KEYRACK_APP_ID);
}

/* A program that stays open all day need not keep what only its start took: 3 MB of 57. */
static void
settled_cb (gpointer user_data)
{
#ifdef HAVE_MALLOC_TRIM
  malloc_trim (0);
#endif
}

static gboolean
load_cb (gpointer user_data)
{
  KeyrackApplication *self = KEYRACK_APPLICATION (user_data);

  self->load_id = 0;
  g_timeout_add_once (SETTLED, settled_cb, NULL);
  keyrack_profile_store_load_async (self->store, self->cancellable, store_load_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
keyrack_application_activate (GApplication *application)
{
  KeyrackApplication *self = KEYRACK_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    {
      window = GTK_WINDOW (keyrack_window_new (GTK_APPLICATION (self),
                                               self->store, self->client, self->journal, self->warning));
      /* Drawing goes before what is idle, so the window is there first. */
      self->load_id = g_idle_add (load_cb, self);
    }

  gtk_window_present (window);
}

static void
keyrack_application_open (GApplication  *application,
                          GFile        **files,
                          int            n_files,
                          const char    *hint)
{
  g_application_activate (application);
  keyrack_window_import_into (GTK_APPLICATION (application), files[0]);
}

static void
keyrack_application_shutdown (GApplication *application)
{
  KeyrackApplication *self = KEYRACK_APPLICATION (application);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->load_id, g_source_remove);

  G_APPLICATION_CLASS (keyrack_application_parent_class)->shutdown (application);
}

static gboolean
late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Until what it has begun is done, or for as long as anybody would wait. */
static void
close_down (gpointer *object)
{
  gboolean late = FALSE;
  guint limit = g_timeout_add_seconds (CLOSE_LIMIT, late_cb, &late);

  g_object_add_weak_pointer (*object, object);
  g_object_unref (*object);

  while (*object != NULL && !late)
    g_main_context_iteration (NULL, TRUE);

  if (!late)
    g_source_remove (limit);
  if (*object != NULL)
    g_object_remove_weak_pointer (*object, object);
  *object = NULL;
}

/* The network thread has to end: exit() takes the TLS library away beneath it. A test that
 * waits for a silent keyring keeps the client, but has nothing on the network. */
static void
close_client (KeyrackApplication *self)
{
  g_object_run_dispose (G_OBJECT (self->client));
  close_down ((gpointer *) &self->client);
}

static void
keyrack_application_dispose (GObject *object)
{
  KeyrackApplication *self = KEYRACK_APPLICATION (object);

  g_clear_weak_pointer (&self->guide);
  g_clear_object (&self->due_notice);
  g_clear_object (&self->tag_intervals);
  g_clear_object (&self->network);
  g_clear_object (&self->preferences);
  /* The last edit may have been saved on the way out. */
  if (self->journal != NULL)
    close_down ((gpointer *) &self->journal);
  g_clear_object (&self->store);
  if (self->client != NULL)
    close_client (self);

  G_OBJECT_CLASS (keyrack_application_parent_class)->dispose (object);
}

static void
keyrack_application_finalize (GObject *object)
{
  KeyrackApplication *self = KEYRACK_APPLICATION (object);

  g_object_unref (self->cancellable);
  g_free (self->warning);

  G_OBJECT_CLASS (keyrack_application_parent_class)->finalize (object);
}

static void
keyrack_application_class_init (KeyrackApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_application_dispose;
  object_class->finalize = keyrack_application_finalize;

  application_class->startup = keyrack_application_startup;
  application_class->activate = keyrack_application_activate;
  application_class->open = keyrack_application_open;
  application_class->shutdown = keyrack_application_shutdown;
}

static void
keyrack_application_init (KeyrackApplication *self)
{
  self->cancellable = g_cancellable_new ();
}

KeyrackApplication *
keyrack_application_new (void)
{
  return g_object_new (KEYRACK_TYPE_APPLICATION,
                       "application-id", KEYRACK_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "register-session", TRUE,
                       NULL);
}
