/* stand-in.c: the stand-in server as the tests in C use it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "stand-in.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <signal.h>

/* A test can't go on without its server: each failure here ends it. */

struct _KeyrackStandIn
{
  GSubprocess      *process;
  GDataInputStream *output;
  JsonNode         *greeting;
};

static JsonNode *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  if (node == NULL)
    g_error ("The stand-in said what is not JSON: %s", text);

  return node;
}

static const char *
get_greeting_member (KeyrackStandIn *self,
                     const char     *name)
{
  return json_object_get_string_member (json_node_get_object (self->greeting), name);
}

static char *
build_object (const char *first_name,
              ...)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  va_list args;

  json_builder_begin_object (builder);
  va_start (args, first_name);
  for (const char *name = first_name; name != NULL; name = va_arg (args, const char *))
    {
      json_builder_set_member_name (builder, name);
      json_builder_add_string_value (builder, va_arg (args, const char *));
    }
  va_end (args);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
post (KeyrackStandIn *self,
      const char     *path,
      const char     *json)
{
  g_autofree char *answer = keyrack_stand_in_post (self, path, json);

  g_assert_nonnull (answer);
}

/* One request of HTTP/1.0, which ends with its connection. */
static char *
send_request (KeyrackStandIn *self,
              const char     *request)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GOutputStream) answer = g_memory_output_stream_new_resizable ();
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  const char *body;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, get_greeting_member (self, "control"), 0,
                                                NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             request, strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (answer, g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                          G_OUTPUT_STREAM_SPLICE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (answer, "", 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (answer, NULL, &error);
  g_assert_no_error (error);

  text = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (answer));
  body = strstr (text, "\r\n\r\n");
  if (body == NULL || strncmp (text + strlen ("HTTP/1.x"), " 200 ", 5) != 0)
    g_error ("The stand-in refused %.*s: %s", (int) strcspn (request, "\r"), request, text);

  return g_strdup (body + 4);
}

static guint
get_count (KeyrackStandIn *self,
           const char     *host,
           const char     *name)
{
  g_autofree char *text = keyrack_stand_in_get (self, "/counts");
  g_autoptr(JsonNode) node = parse (text);
  JsonObject *counts = json_node_get_object (node);

  if (host != NULL)
    {
      counts = json_object_get_object_member (counts, "hosts");
      if (!json_object_has_member (counts, host))
        return 0;
      counts = json_object_get_object_member (counts, host);
    }

  return (guint) json_object_get_int_member (counts, name);
}

/**
 * keyrack_stand_in_start:
 * @instances: (nullable): a JSON list of instances, as POST /instances takes it
 *
 * Starts a server of one's own. It ends with this process at the latest.
 *
 * Returns: (transfer full): the server, to be stopped with keyrack_stand_in_stop()
 */
KeyrackStandIn *
keyrack_stand_in_start (const char *instances)
{
  KeyrackStandIn *self = g_new0 (KeyrackStandIn, 1);
  g_autoptr(GError) error = NULL;
  g_autofree char *program = NULL;
  g_autofree char *line = NULL;

  program = g_build_filename (g_getenv ("KEYRACK_SOURCE_ROOT"), "tests", "stand-in",
                              "stand-in.py", NULL);
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, NULL);
  g_assert_no_error (error);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (self->output, NULL, NULL, &error);
  g_assert_no_error (error);
  if (line == NULL)
    g_error ("%s did not start", program);

  self->greeting = parse (line);
  if (instances != NULL)
    post (self, "/instances", instances);

  return self;
}

void
keyrack_stand_in_stop (KeyrackStandIn *self)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (self != NULL);

  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);

  g_object_unref (self->output);
  g_object_unref (self->process);
  json_node_unref (self->greeting);
  g_free (self);
}

/* What belongs into KEYRACK_CONNECT_TO and KEYRACK_CA_FILE. */
const char *
keyrack_stand_in_get_address (KeyrackStandIn *self)
{
  return get_greeting_member (self, "address");
}

const char *
keyrack_stand_in_get_ca_file (KeyrackStandIn *self)
{
  return get_greeting_member (self, "ca_file");
}

/* An address that refuses connections, and one that never answers an attempt. */
const char *
keyrack_stand_in_get_refusing_address (KeyrackStandIn *self)
{
  return get_greeting_member (self, "refusing");
}

const char *
keyrack_stand_in_get_silent_address (KeyrackStandIn *self)
{
  return get_greeting_member (self, "silent");
}

/**
 * keyrack_stand_in_get:
 * @self: a server
 * @path: a path of its control port; stand-in.py --help lists them
 *
 * Returns: (transfer full): the JSON that it answers
 */
char *
keyrack_stand_in_get (KeyrackStandIn *self,
                      const char     *path)
{
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.0\r\n\r\n", path);

  return send_request (self, request);
}

/* The same with a JSON object or list to be sent. */
char *
keyrack_stand_in_post (KeyrackStandIn *self,
                       const char     *path,
                       const char     *json)
{
  g_autofree char *request = NULL;

  request = g_strdup_printf ("POST %s HTTP/1.0\r\nContent-Length: %zu\r\n\r\n%s",
                             path, strlen (json), json);

  return send_request (self, request);
}

void
keyrack_stand_in_add (KeyrackStandIn *self,
                      const char     *instance,
                      const char     *region,
                      const char     *client_id,
                      const char     *secret)
{
  g_autofree char *json = build_object ("instance", instance,
                                        "region", region,
                                        "client_id", client_id,
                                        "secret", secret,
                                        NULL);

  post (self, "/instances", json);
}

/* From now on this pair is valid and no other. */
void
keyrack_stand_in_rotate (KeyrackStandIn *self,
                         const char     *instance,
                         const char     *region,
                         const char     *client_id,
                         const char     *secret)
{
  g_autofree char *json = build_object ("instance", instance,
                                        "region", region,
                                        "client_id", client_id,
                                        "secret", secret,
                                        NULL);

  post (self, "/rotate", json);
}

/**
 * keyrack_stand_in_set_scenario:
 * @self: a server
 * @instance: an instance that was added
 * @region: its region
 * @scenario: what its login host does from now on
 * @options: (nullable): a JSON object of options
 */
void
keyrack_stand_in_set_scenario (KeyrackStandIn *self,
                               const char     *instance,
                               const char     *region,
                               const char     *scenario,
                               const char     *options)
{
  g_autofree char *json = build_object ("instance", instance,
                                        "region", region,
                                        "scenario", scenario,
                                        NULL);

  if (options != NULL)
    {
      g_autoptr(JsonNode) node = parse (json);
      g_autoptr(JsonNode) more = parse (options);
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (more));
      while (json_object_iter_next (&iter, &name, &value))
        json_object_set_member (json_node_get_object (node), name, json_node_copy (value));
      g_free (json);
      json = json_to_string (node, FALSE);
    }

  post (self, "/scenario", json);
}

/* Returns the address of a new proxy that leads to the server. */
char *
keyrack_stand_in_start_proxy (KeyrackStandIn *self,
                              const char     *variant)
{
  g_autofree char *json = build_object ("variant", variant, NULL);
  g_autofree char *text = keyrack_stand_in_post (self, "/proxy", json);
  g_autoptr(JsonNode) node = parse (text);

  return g_strdup (json_object_get_string_member (json_node_get_object (node), "address"));
}

/**
 * keyrack_stand_in_count_requests:
 * @self: a server
 * @host: (nullable): the host that was asked; NULL counts all
 *
 * Returns: how many whole requests came
 */
guint
keyrack_stand_in_count_requests (KeyrackStandIn *self,
                                 const char     *host)
{
  return get_count (self, host, "requests");
}

guint
keyrack_stand_in_count_connections (KeyrackStandIn *self)
{
  return get_count (self, NULL, "connections");
}

/**
 * keyrack_stand_in_wait_for_requests:
 * @self: a server
 * @host: (nullable): the host that is asked; NULL counts all
 * @n_requests: how many whole requests must have come
 *
 * Blocks until they came, at most for 10 s: for tests that act while a request
 * hangs. The request must not need the main loop to be sent.
 *
 * Returns: whether they came
 */
gboolean
keyrack_stand_in_wait_for_requests (KeyrackStandIn *self,
                                    const char     *host,
                                    guint           n_requests)
{
  g_autofree char *path = g_strdup_printf ("/wait?host=%s&requests=%u",
                                           host != NULL ? host : "", n_requests);
  g_autofree char *text = keyrack_stand_in_get (self, path);
  g_autoptr(JsonNode) node = parse (text);

  return json_object_get_boolean_member (json_node_get_object (node), "reached");
}

guint
keyrack_stand_in_get_most_in_flight (KeyrackStandIn *self)
{
  return get_count (self, NULL, "most_in_flight");
}

void
keyrack_stand_in_reset_counts (KeyrackStandIn *self)
{
  post (self, "/reset", "{}");
}
