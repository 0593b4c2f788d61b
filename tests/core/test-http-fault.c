/* test-http-fault.c: from what libcurl says to an outcome, where no server can say it
 *
 * What a server can cause is in test-http-client.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "keyrack-ca-bundle.h"
#include "keyrack-http-client-fault.h"
#include "keyrack-http-client-inspection.h"
#include "keyrack-server-words.h"

/* Numbers of libcurl's, which belong to its ABI. */
enum
{
  COULDNT_RESOLVE_PROXY = 5,
  COULDNT_RESOLVE_HOST = 6,
  COULDNT_CONNECT = 7,
  OUT_OF_MEMORY = 27,
  OPERATION_TIMEDOUT = 28,
  SSL_CONNECT_ERROR = 35,
  BAD_FUNCTION_ARGUMENT = 43,
  RECV_ERROR = 56,
  PEER_FAILED_VERIFICATION = 60,
};

static const struct
{
  KeyrackHttpFault fault;
  KeyrackOutcome   outcome;
  KeyrackReason    reason;
} faults[] = {
  { { .code = COULDNT_RESOLVE_HOST }, KEYRACK_OUTCOME_NAME_LOOKUP_FAILED, KEYRACK_REASON_NONE },
  { { .code = COULDNT_RESOLVE_PROXY }, KEYRACK_OUTCOME_PROXY_UNREACHABLE, KEYRACK_REASON_NONE },
  { { .code = COULDNT_CONNECT, .os_errno = ENETUNREACH },
    KEYRACK_OUTCOME_CONNECTION_FAILED, KEYRACK_REASON_NO_ROUTE },
  { { .code = COULDNT_CONNECT, .os_errno = EHOSTUNREACH },
    KEYRACK_OUTCOME_CONNECTION_FAILED, KEYRACK_REASON_NO_ROUTE },
  { { .code = COULDNT_CONNECT, .os_errno = ETIMEDOUT },
    KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_NO_CONNECTION },
  { { .code = COULDNT_CONNECT, .os_errno = EACCES },
    KEYRACK_OUTCOME_CONNECTION_FAILED, KEYRACK_REASON_NONE },
  { { .code = COULDNT_CONNECT, .os_errno = ECONNREFUSED, .proxied = TRUE },
    KEYRACK_OUTCOME_PROXY_UNREACHABLE, KEYRACK_REASON_NONE },
  { { .code = OPERATION_TIMEDOUT, .proxied = TRUE },
    KEYRACK_OUTCOME_PROXY_UNREACHABLE, KEYRACK_REASON_NONE },
  { { .code = OPERATION_TIMEDOUT, .proxied = TRUE, .connected = TRUE },
    KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_NO_CONNECTION },
  { { .code = COULDNT_CONNECT, .proxied = TRUE, .proxy_status = 407 },
    KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED, KEYRACK_REASON_NONE },
  { { .code = PEER_FAILED_VERIFICATION, .verify_result = 20, .proxied = TRUE,
      .proxy_secures = TRUE },
    KEYRACK_OUTCOME_PROXY_FAILED, KEYRACK_REASON_NONE },
  { { .code = SSL_CONNECT_ERROR, .proxied = TRUE, .proxy_secures = TRUE },
    KEYRACK_OUTCOME_PROXY_FAILED, KEYRACK_REASON_NONE },
  { { .code = PEER_FAILED_VERIFICATION, .verify_result = 19 },
    KEYRACK_OUTCOME_TLS_UNTRUSTED, KEYRACK_REASON_NONE },
  { { .code = PEER_FAILED_VERIFICATION, .verify_result = 62 },
    KEYRACK_OUTCOME_TLS_WRONG_HOST, KEYRACK_REASON_NONE },
  { { .code = PEER_FAILED_VERIFICATION, .verify_result = 0,
      .words = "SSL: certificate subject name 'a' does not match target host name 'b'" },
    KEYRACK_OUTCOME_TLS_WRONG_HOST, KEYRACK_REASON_NONE },
  /* Revoked: refused, but not for any reason that has words of its own. */
  { { .code = PEER_FAILED_VERIFICATION, .verify_result = 23, .words = "subject" },
    KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_NONE },
  { { .code = SSL_CONNECT_ERROR, .words = "error:0A0000C6:SSL routines::packet length too long" },
    KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_NOT_TLS },
  { { .code = SSL_CONNECT_ERROR, .words = "error:0A00018A:SSL routines::dh key too small" },
    KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_OUTDATED_TLS },
  { { .code = SSL_CONNECT_ERROR, .words = "error:0A000410:SSL routines::handshake failure" },
    KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_NONE },
  { { .code = OUT_OF_MEMORY }, KEYRACK_OUTCOME_CONNECTION_FAILED, KEYRACK_REASON_NONE },
  { { .code = OUT_OF_MEMORY, .secured = TRUE },
    KEYRACK_OUTCOME_ANSWER_TOO_LARGE, KEYRACK_REASON_NONE },
  { { .code = RECV_ERROR, .begun = TRUE, .secured = TRUE },
    KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_CUT_OFF },
  { { .code = BAD_FUNCTION_ARGUMENT }, KEYRACK_OUTCOME_CONNECTION_FAILED, KEYRACK_REASON_NONE },
};

static void
test_faults (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      KeyrackHttpFault fault = faults[i].fault;
      KeyrackReason reason = KEYRACK_REASON_DIED;

      if (fault.words == NULL)
        fault.words = "";

      g_test_message ("%d, %ld, %s", fault.code, fault.verify_result, fault.words);
      g_assert_cmpint (keyrack_http_fault_classify (&fault, &reason), ==, faults[i].outcome);
      g_assert_cmpint (reason, ==, faults[i].reason);
    }
}

static void
test_issuers (void)
{
  static const struct
  {
    const char *issuer;
    const char *name;
  } issuers[] = {
    { "C = CH, O = Example, CN = Example Root", "Example Root" },
    { "CN = Example Root", "Example Root" },
    { "O = Example, OU = Security", "Example" },
    { "OU = Security, C = CH", "Security" },
    { "C = CH, L = Bern", NULL },
    { "", NULL },
    { "O = \"Example, Inc.\", C = US", "Example, Inc." },
    { "O = \"CN = not me\", C = US", "CN = not me" },
    { "CN = M\\C3\\BCller \\\"CA\\\"", "Müller \"CA\"" },
    { "CN = a\\E2\\80\\AEb\\0Ac", "ab c" },
    { "CN = a\\FFb", "a\xef\xbf\xbd" "b" },
    { "CN = \\", "\\" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (issuers); i++)
    {
      g_autofree char *name = keyrack_http_inspection_dup_name (issuers[i].issuer);

      g_assert_cmpstr (name, ==, issuers[i].name);
    }
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { NULL, NULL },
    { "", NULL },
    { " \r\n\t", NULL },
    { " a \r\n\x01 b ", "a b" },
    { "a\xe2\x80\xae" "b", "ab" },
    { "a\xff" "b", "a\xef\xbf\xbd" "b" },
    { "0123456789", "0123456789" },
    { "0123456789x", "012345678…" },
    { "äöüäöüäöüäö", "äöüäöüäöü…" },
    { "12345678 90x", "12345678…" },
    { "se\xe2\x80\x8b" "cret x", "••• x" },
  };
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("secret", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = keyrack_server_words_dup_clean (cases[i].text, 10, secret);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_bundle (void)
{
  static const char first[] = "-----BEGIN CERTIFICATE-----\nb25l\n-----END CERTIFICATE-----";
  static const char second[] = "-----BEGIN CERTIFICATE-----\ndHdv\n-----END CERTIFICATE-----";
  g_autofree char *folder = g_dir_make_tmp ("keyrack-bundle-XXXXXX", NULL);
  g_autofree char *first_path = g_build_filename (folder, "first.pem", NULL);
  g_autofree char *second_path = g_build_filename (folder, "second.pem", NULL);
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autoptr(KeyrackCaBundle) alone = NULL;
  g_autoptr(KeyrackCaBundle) both = NULL;
  g_autoptr(GError) error = NULL;

  g_file_set_contents (first_path, first, -1, NULL);
  g_file_set_contents (second_path, second, -1, NULL);

  alone = keyrack_ca_bundle_load (first_path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (alone->path, ==, first_path);
  g_assert_true (alone->complete);

  /* Each on lines of its own, whether the files ended with one or not. */
  both = keyrack_ca_bundle_load (first_path, second_path, &error);
  g_assert_no_error (error);
  g_file_get_contents (both->path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "b25l\n-----END CERTIFICATE-----\n"));
  g_assert_nonnull (strstr (text, "dHdv\n-----END CERTIFICATE-----\n"));
  g_assert_cmpint (write (both->fd, "x", 1), ==, -1);

  path = g_strdup (both->path);
  g_clear_pointer (&both, keyrack_ca_bundle_free);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  g_remove (second_path);
  g_assert_null (keyrack_ca_bundle_load (first_path, second_path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);

  g_remove (first_path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http-fault/faults", test_faults);
  g_test_add_func ("/http-fault/issuers", test_issuers);
  g_test_add_func ("/http-fault/words", test_words);
  g_test_add_func ("/http-fault/bundle", test_bundle);

  return g_test_run ();
}
