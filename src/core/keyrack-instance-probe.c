/* keyrack-instance-probe.c: in which regions an instance answers, asked without a credential
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-instance-probe.h"

#include "keyrack-address.h"
#include "keyrack-json.h"
#include "keyrack-region.h"

/* RFC 8414, section 3, where Okta has it; public by its nature. */
#define METADATA_PATH "/oauth2/default/.well-known/oauth-authorization-server"

/* Nobody waits long for a hint, and a region that is slow to say so says nothing. */
#define LIMIT_SECONDS 10

#define ISSUER_MAX 1024

typedef struct
{
  char         *instance;
  GCancellable *stop;      /* ours: by the caller, or when the time is over */
  GSource      *limit;
  gulong        cancelled_id;
  guint         n_pending;
  GPtrArray    *answers;   /* (element-type utf8) regions, as they come */
} Probe;

/* One host that was asked. */
typedef struct
{
  GTask      *task;
  const char *region;   /* of the published ones */
  gboolean    control;
} Question;

static void ask (GTask             *task,
                 KeyrackHttpClient *client,
                 const char        *region,
                 gboolean           control);

static void
probe_free (gpointer data)
{
  Probe *self = data;

  g_source_destroy (self->limit);
  g_source_unref (self->limit);
  g_ptr_array_unref (self->answers);
  g_object_unref (self->stop);
  g_free (self->instance);
  g_free (self);
}

static void
question_free (Question *self)
{
  g_object_unref (self->task);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* Only the answer of an authorization server counts, not the web page of a hotel. */
static gboolean
is_authorization_server (const KeyrackHttpAnswer *answer)
{
  g_autoptr(JsonNode) root = NULL;
  const char *issuer = NULL;

  if (answer == NULL || answer->failure != KEYRACK_OUTCOME_OK || answer->status != 200)
    return FALSE;

  root = keyrack_json_parse_object (keyrack_secret_peek (answer->body),
                                    keyrack_secret_get_length (answer->body),
                                    KEYRACK_JSON_MAX_ANSWER, NULL);

  return root != NULL &&
         keyrack_json_read_string (json_node_get_object (root), "issuer", ISSUER_MAX, &issuer, NULL) &&
         issuer != NULL;
}

static gboolean
has_answered (Probe      *probe,
              const char *region)
{
  return g_ptr_array_find_with_equal_func (probe->answers, region, g_str_equal, NULL);
}

/* In the order in which the regions are published, whichever was the quickest. */
static GStrv
dup_regions (Probe *probe)
{
  g_autoptr(GStrvBuilder) regions = g_strv_builder_new ();
  gsize n_regions = 0;
  const KeyrackRegion *published = keyrack_region_get_published (&n_regions);

  for (gsize i = 0; i < n_regions; i++)
    {
      if (has_answered (probe, published[i].label))
        g_strv_builder_add (regions, published[i].label);
    }

  return g_strv_builder_end (regions);
}

static void
finish_one (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (--probe->n_pending > 0)
    return;

  g_cancellable_disconnect (cancellable, probe->cancelled_id);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, dup_regions (probe), (GDestroyNotify) g_strfreev);
}

/* A region in which every name answers says nothing about this one. */
static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(KeyrackHttpAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;
  Probe *probe = g_task_get_task_data (question->task);
  gboolean answers;

  answer = keyrack_http_client_send_finish (KEYRACK_HTTP_CLIENT (source), result, &error);
  answers = is_authorization_server (answer);

  if (answers && !question->control)
    ask (question->task, KEYRACK_HTTP_CLIENT (source), question->region, TRUE);
  else if (!answers && question->control && answer != NULL)
    g_ptr_array_add (probe->answers, (gpointer) question->region);

  finish_one (question->task);
}

static void
ask (GTask             *task,
     KeyrackHttpClient *client,
     const char        *region,
     gboolean           control)
{
  Probe *probe = g_task_get_task_data (task);
  Question *question = g_new0 (Question, 1);
  g_autofree char *host = NULL;
  KeyrackHttpRequest request = { .method = "GET", .path = METADATA_PATH };

  question->task = g_object_ref (task);
  question->region = region;
  question->control = control;

  host = keyrack_address_dup_login_host (control ? KEYRACK_INSTANCE_PROBE_NOBODY : probe->instance, region);
  request.host = host;
  probe->n_pending++;
  keyrack_http_client_send_async (client, &request, NULL, NULL, probe->stop, answer_cb, question);
}

static gboolean
limit_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              GCancellable *stop)
{
  g_cancellable_cancel (stop);
}

static Probe *
probe_new (const char   *instance,
           GMainContext *context)
{
  Probe *self = g_new0 (Probe, 1);

  self->instance = g_strdup (instance);
  self->stop = g_cancellable_new ();
  self->answers = g_ptr_array_new ();
  self->limit = g_timeout_source_new_seconds (LIMIT_SECONDS);
  g_source_set_callback (self->limit, limit_cb, g_object_ref (self->stop), g_object_unref);
  g_source_attach (self->limit, context);

  return self;
}

/**
 * keyrack_instance_probe_async:
 * @client: the client to ask with
 * @instance: the name of an instance
 * @known_region: (nullable): a region that need not be asked
 * @cancellable: (nullable): a cancellable
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Asks the login hosts of @instance in the published regions for what an authorization
 * server says to everybody. Neither an ID nor a secret is sent. Silence proves nothing,
 * and an answer nothing either in a region where any name answers.
 */
void
keyrack_instance_probe_async (KeyrackHttpClient   *client,
                              const char          *instance,
                              const char          *known_region,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  gsize n_regions = 0;
  const KeyrackRegion *published = keyrack_region_get_published (&n_regions);
  Probe *probe = NULL;

  g_return_if_fail (KEYRACK_IS_HTTP_CLIENT (client));
  g_return_if_fail (instance != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_instance_probe_async);
  probe = probe_new (instance, g_task_get_context (task));
  g_task_set_task_data (task, probe, probe_free);

  if (!keyrack_instance_is_valid (instance))
    {
      g_task_return_pointer (task, g_new0 (char *, 1), (GDestroyNotify) g_strfreev);
      return;
    }

  for (gsize i = 0; i < n_regions; i++)
    {
      if (g_strcmp0 (published[i].label, known_region) != 0)
        ask (task, client, published[i].label, FALSE);
    }

  if (cancellable != NULL)
    probe->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                 g_object_ref (probe->stop), g_object_unref);
}

/**
 * keyrack_instance_probe_finish:
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the labels of the regions in which the instance answers
 */
GStrv
keyrack_instance_probe_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
