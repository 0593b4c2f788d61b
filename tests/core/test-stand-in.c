/* test-stand-in.c: the stand-in server can be started and steered from C
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "stand-in.h"

#define INSTANCES \
  "[{\"instance\": \"acme\", \"region\": \"eu\", \"client_id\": \"id\", \"secret\": \"one\"}]"

/* The first line that @address answers to @request, in clear. */
static char *
ask (const char  *address,
     const char  *request,
     GError     **error)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GDataInputStream) input = NULL;
  GIOStream *stream;

  g_socket_client_set_timeout (client, 10);
  connection = g_socket_client_connect_to_host (client, address, 0, NULL, error);
  if (connection == NULL)
    return NULL;

  stream = G_IO_STREAM (connection);
  if (!g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                                  request, strlen (request), NULL, NULL, error))
    return NULL;

  input = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);

  return g_data_input_stream_read_line (input, NULL, NULL, error);
}

static void
test_life (void)
{
  KeyrackStandIn *stand_in = keyrack_stand_in_start (NULL);
  g_autofree char *ca_file = g_strdup (keyrack_stand_in_get_ca_file (stand_in));
  g_autofree char *address = g_strdup (keyrack_stand_in_get_address (stand_in));
  g_autofree char *line = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_test (ca_file, G_FILE_TEST_IS_REGULAR));

  keyrack_stand_in_stop (stand_in);

  g_assert_false (g_file_test (ca_file, G_FILE_TEST_EXISTS));
  line = ask (address, "", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static void
test_counts (void)
{
  g_autoptr(KeyrackStandIn) stand_in = keyrack_stand_in_start (INSTANCES);
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;
  g_autofree char *requests = NULL;

  g_assert_cmpuint (keyrack_stand_in_count_connections (stand_in), ==, 0);
  g_assert_cmpuint (keyrack_stand_in_get_most_in_flight (stand_in), ==, 0);

  line = ask (keyrack_stand_in_get_address (stand_in),
              "GET /in-clear HTTP/1.1\r\nHost: acme-login.eu.nexthink.cloud\r\n\r\n", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "HTTP/1.1 400 Bad Request");
  requests = keyrack_stand_in_get (stand_in, "/requests");
  g_assert_nonnull (strstr (requests, "\"/in-clear\""));
  g_assert_cmpuint (keyrack_stand_in_count_connections (stand_in), ==, 1);
  g_assert_cmpuint (keyrack_stand_in_count_requests (stand_in, NULL), ==, 1);
  g_assert_cmpuint (keyrack_stand_in_count_requests (stand_in, "acme-login.eu.nexthink.cloud"),
                    ==, 0);
  g_assert_cmpuint (keyrack_stand_in_get_most_in_flight (stand_in), ==, 1);

  g_assert_true (keyrack_stand_in_wait_for_requests (stand_in, NULL, 1));

  keyrack_stand_in_reset_counts (stand_in);
  g_assert_cmpuint (keyrack_stand_in_count_requests (stand_in, NULL), ==, 0);
}

static void
test_steering (void)
{
  g_autoptr(KeyrackStandIn) stand_in = keyrack_stand_in_start (INSTANCES);
  g_autofree char *scenarios = NULL;

  keyrack_stand_in_add (stand_in, "fabrikam", "us", "id", "secret");
  keyrack_stand_in_rotate (stand_in, "fabrikam", "us", "id", "other");
  keyrack_stand_in_set_scenario (stand_in, "acme", "eu", "drip", "{\"interval\": 1}");
  keyrack_stand_in_set_scenario (stand_in, "acme", "eu", "good", NULL);
  scenarios = keyrack_stand_in_get (stand_in, "/scenarios");
  g_assert_nonnull (strstr (scenarios, "\"drip\""));
}

static void
test_mistake (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr(KeyrackStandIn) stand_in = keyrack_stand_in_start (INSTANCES);

      keyrack_stand_in_set_scenario (stand_in, "acme", "eu", "no-such-scenario", NULL);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*no such scenario: no-such-scenario*");
}

static void
test_other_addresses (void)
{
  g_autoptr(KeyrackStandIn) stand_in = keyrack_stand_in_start (NULL);
  g_autofree char *proxy = keyrack_stand_in_start_proxy (stand_in, "refuses");
  g_autofree char *line = NULL;
  g_autofree char *nothing = NULL;
  g_autoptr(GError) error = NULL;

  line = ask (proxy, "CONNECT acme.api.eu.nexthink.cloud:443 HTTP/1.1\r\n\r\n", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "HTTP/1.1 403 Forbidden");

  nothing = ask (keyrack_stand_in_get_refusing_address (stand_in), "", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stand-in/life", test_life);
  g_test_add_func ("/stand-in/counts", test_counts);
  g_test_add_func ("/stand-in/steering", test_steering);
  g_test_add_func ("/stand-in/mistake", test_mistake);
  g_test_add_func ("/stand-in/other-addresses", test_other_addresses);

  return g_test_run ();
}
