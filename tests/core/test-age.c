/* test-age.c: the public vectors of age, and whatever else may happen to a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#include "keyrack-age-private.h"

#define QUICK 4 /* of the scrypt work factor */

#define IDENTITY  "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
#define RECIPIENT "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
#define OTHER     "age10d9e75wekn2k5h4jz0juz8ytnhewp63qpvy0wnwp5ug6qhppug5qp2fmj4"

/* A file of a vector: what it says of itself, then the file. */
typedef struct
{
  char      *expect;
  char      *payload;     /* SHA-256 */
  GPtrArray *passphrases; /* of KeyrackSecret */
  GPtrArray *identities;
  GBytes    *file;
} Vector;

static void
vector_clear (Vector *vector)
{
  g_free (vector->expect);
  g_free (vector->payload);
  g_ptr_array_unref (vector->passphrases);
  g_ptr_array_unref (vector->identities);
  g_bytes_unref (vector->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Vector, vector_clear)

static GBytes *
inflate (GBytes *compressed)
{
  g_autoptr(GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr(GInputStream) source = g_memory_input_stream_new_from_bytes (compressed);
  g_autoptr(GInputStream) stream = g_converter_input_stream_new (source, converter);
  g_autoptr(GOutputStream) target = g_memory_output_stream_new_resizable ();
  g_autoptr(GError) error = NULL;

  g_output_stream_splice (target, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (target));
}

static void
vector_read (Vector     *vector,
             const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) rest = NULL;
  gboolean compressed = FALSE;
  char *text = NULL;
  gsize length = 0;
  char *cursor = NULL;
  char *end = NULL;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);

  vector->passphrases = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_secret_unref);
  vector->identities = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_secret_unref);

  for (cursor = text; *cursor != '\n'; cursor = end + 1)
    {
      g_auto(GStrv) parts = NULL;

      end = strchr (cursor, '\n');
      *end = '\0';
      parts = g_strsplit (cursor, ": ", 2);

      if (g_str_equal (parts[0], "expect"))
        vector->expect = g_strdup (parts[1]);
      else if (g_str_equal (parts[0], "payload"))
        vector->payload = g_strdup (parts[1]);
      else if (g_str_equal (parts[0], "passphrase"))
        g_ptr_array_add (vector->passphrases, keyrack_secret_new (parts[1], -1));
      else if (g_str_equal (parts[0], "identity"))
        g_ptr_array_add (vector->identities, keyrack_secret_new (parts[1], -1));
      else if (g_str_equal (parts[0], "compressed"))
        compressed = TRUE;
    }

  rest = g_bytes_new (cursor + 1, (gsize) (text + length - cursor - 1));
  vector->file = compressed ? inflate (rest) : g_bytes_ref (rest);
  g_free (text);
}

static const char *
name_failure (const GError *error)
{
  g_assert_true (error->domain == KEYRACK_AGE_ERROR);

  switch ((KeyrackAgeError) error->code)
    {
    case KEYRACK_AGE_ERROR_ARMOR:
      return "armor failure";

    case KEYRACK_AGE_ERROR_NOT_AGE:
    case KEYRACK_AGE_ERROR_HEADER:
    case KEYRACK_AGE_ERROR_TOO_COSTLY:
      return "header failure";

    case KEYRACK_AGE_ERROR_NO_MATCH:
      return "no match";

    case KEYRACK_AGE_ERROR_HMAC:
      return "HMAC failure";

    case KEYRACK_AGE_ERROR_PAYLOAD:
      return "payload failure";

    case KEYRACK_AGE_ERROR_RECIPIENT:
      return "unsupported";

    case KEYRACK_AGE_ERROR_MEMORY:
    case KEYRACK_AGE_ERROR_UNAVAILABLE:
    default:
      g_error ("%s", error->message);
    }
}

static KeyrackSecret *
vector_open (Vector  *vector,
             GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (vector->file, &length);
  KeyrackSecret *plain = NULL;

  for (guint i = 0; i < vector->passphrases->len && plain == NULL; i++)
    {
      g_clear_error (error);
      plain = keyrack_age_decrypt (data, length, vector->passphrases->pdata[i], NULL, error);
    }

  for (guint i = 0; i < vector->identities->len && plain == NULL; i++)
    {
      g_clear_error (error);
      plain = keyrack_age_decrypt (data, length, NULL, vector->identities->pdata[i], error);
    }

  if (vector->passphrases->len + vector->identities->len == 0)
    plain = keyrack_age_decrypt (data, length, NULL, NULL, error);

  return plain;
}

static void
test_vector (gconstpointer user_data)
{
  const char *path = user_data;
  g_auto(Vector) vector = { 0 };
  g_autoptr(KeyrackSecret) plain = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *hash = NULL;

  vector_read (&vector, path);
  plain = vector_open (&vector, &error);

  /* The keys of tomorrow are not known; what is for them is refused, not mistaken. */
  if (strstr (path, "/hybrid") != NULL)
    {
      g_assert_null (plain);
      g_assert_nonnull (error);
      g_assert_nonnull (name_failure (error));
      return;
    }

  if (plain == NULL)
    {
      g_assert_cmpstr (name_failure (error), ==, vector.expect);
      return;
    }

  g_assert_cmpstr ("success", ==, vector.expect);
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) keyrack_secret_peek (plain),
                                      keyrack_secret_get_length (plain));
  g_assert_cmpstr (hash, ==, vector.payload);
}

static void
skip_vectors (void)
{
  g_test_skip ("The folder age-vectors is not there: the public vectors of C2SP were not tried");
}

static void
add_vectors (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("KEYRACK_SOURCE_ROOT"), "..", "shared", "age-vectors", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  if (dir == NULL)
    {
      g_test_add_func ("/age/vectors", skip_vectors);
      return;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test_path = g_strconcat ("/age/vectors/", name, NULL);

      g_test_add_data_func_full (test_path, g_build_filename (folder, name, NULL), test_vector, g_free);
    }
}

static KeyrackSecret *
make_plain (gsize length)
{
  g_autofree char *text = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    text[i] = (char) ('a' + (i * 7 + i / 251) % 26);

  return keyrack_secret_new (text, (gssize) length);
}

static char *
encrypt (KeyrackSecret  *plain,
         const char     *passphrase,
         KeyrackAgeForm  form,
         gsize          *length)
{
  static const char * const recipients[] = { OTHER, RECIPIENT, NULL };
  g_autoptr(KeyrackSecret) boxed = passphrase != NULL ? keyrack_secret_new (passphrase, -1) : NULL;
  g_autoptr(GError) error = NULL;
  char *data = keyrack_age_encrypt_with_cost (plain, boxed, QUICK, recipients, form, length, &error);

  g_assert_no_error (error);

  return data;
}

static KeyrackSecret *
decrypt (const char  *data,
         gsize        length,
         const char  *passphrase,
         GError     **error)
{
  g_autoptr(KeyrackSecret) boxed = passphrase != NULL ? keyrack_secret_new (passphrase, -1) : NULL;
  g_autoptr(KeyrackSecret) identity = keyrack_secret_new (IDENTITY, -1);

  return keyrack_age_decrypt (data, length, boxed, identity, error);
}

static void
test_round_trip (void)
{
  static const gsize lengths[] = { 0, 1, 65535, 65536, 65537, 131072, 200000 };
  static const char *passphrases[] = { "six words", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths) * 4; i++)
    {
      const char *passphrase = passphrases[i & 1];
      KeyrackAgeForm form = (i & 2) != 0 ? KEYRACK_AGE_ARMORED : KEYRACK_AGE_BINARY;
      g_autoptr(KeyrackSecret) plain = make_plain (lengths[i / 4]);
      g_autoptr(KeyrackSecret) again = NULL;
      g_autoptr(GError) error = NULL;
      gboolean has_passphrase = FALSE;
      gsize length = 0;
      g_autofree char *data = encrypt (plain, passphrase, form, &length);

      g_assert_true (keyrack_age_is_age (data, length));
      g_assert_true (keyrack_age_has_passphrase (data, length, &has_passphrase, &error));
      g_assert_cmpint (has_passphrase, ==, passphrase != NULL);
      again = decrypt (data, length, passphrase, &error);
      g_assert_no_error (error);
      g_assert_true (keyrack_secret_equal (plain, again));
    }
}

static void
test_wrong_key (void)
{
  g_autoptr(KeyrackSecret) plain = make_plain (10);
  g_autoptr(KeyrackSecret) stranger = keyrack_age_create_identity ();
  g_autoptr(GError) error = NULL;
  gsize length = 0;
  gsize other_length = 0;
  g_autofree char *data = encrypt (plain, "right", KEYRACK_AGE_BINARY, &length);
  g_autofree char *other = encrypt (plain, NULL, KEYRACK_AGE_BINARY, &other_length);

  g_assert_null (decrypt (data, length, "wrong", &error));
  g_assert_error (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_NO_MATCH);
  g_assert_cmpstr (error->message, ==, "This is not the passphrase of the file.");
  g_clear_error (&error);

  g_assert_null (decrypt (data, length, NULL, &error));
  g_assert_error (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_NO_MATCH);
  g_clear_error (&error);

  g_assert_null (keyrack_age_decrypt (other, other_length, NULL, stranger, &error));
  g_assert_error (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_NO_MATCH);
}

/* Whatever byte is changed, and wherever it is cut: nothing comes out. */
static void
test_damaged (void)
{
  g_autoptr(KeyrackSecret) plain = make_plain (40);
  gsize length = 0;
  g_autofree char *data = encrypt (plain, NULL, KEYRACK_AGE_BINARY, &length);

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) cut_error = NULL;

      data[i] ^= 1;
      g_assert_null (decrypt (data, length, NULL, &error));
      g_assert_nonnull (name_failure (error));
      data[i] ^= 1;

      g_assert_null (decrypt (data, i, NULL, &cut_error));
      g_assert_nonnull (name_failure (cut_error));
    }
}

static const char costly[] = "age-encryption.org/v1\n"
                             "-> scrypt rF0/NwblUHHTpgQgRpe5CQ 21\n"
                             "gUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aUY\n"
                             "--- IOXiQYStkoT1mvZW2tFOqZdhRVvj58egABx/sWfZQbc\n";

/* Nothing is allocated for what nobody may ask for. */
static void
test_too_costly (void)
{
  gint64 started = g_get_monotonic_time ();
  struct rusage before;
  struct rusage after;
  g_autoptr(GError) error = NULL;

  getrusage (RUSAGE_SELF, &before);
  g_assert_null (decrypt (costly, strlen (costly), "x", &error));
  getrusage (RUSAGE_SELF, &after);

  g_assert_error (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_TOO_COSTLY);
  g_assert_cmpint (g_get_monotonic_time () - started, <, 10000);
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 2048);
}

/* A gigabyte that can't be had is said. */
static void
test_no_memory (void)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("The address sanitiser needs more room than this test leaves");
#else
  if (g_test_subprocess ())
    {
      struct rlimit limit = { 512 << 20, 512 << 20 };
      g_autofree char *text = g_strdup (costly);
      g_autoptr(GError) error = NULL;

      memcpy (strstr (text, " 21"), " 20", 3);
      g_assert_cmpint (setrlimit (RLIMIT_AS, &limit), ==, 0);
      g_assert_null (decrypt (text, strlen (text), "x", &error));
      g_assert_error (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_MEMORY);
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
#endif
}

static void
test_keys (void)
{
  static const char *wrong[] = {
    "", "age1", "age", RECIPIENT "q", IDENTITY,
    "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwq",
    "AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ",
    "age1Zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
  };
  g_autoptr(KeyrackSecret) identity = keyrack_secret_new (IDENTITY, -1);
  g_autoptr(KeyrackSecret) created = keyrack_age_create_identity ();
  g_autoptr(KeyrackSecret) damaged = keyrack_secret_new ("AGE-SECRET-KEY-1GFPYYSJZ", -1);
  g_autofree char *recipient = keyrack_age_dup_recipient (identity, NULL);
  g_autofree char *own = keyrack_age_dup_recipient (created, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (recipient, ==, RECIPIENT);
  g_assert_true (keyrack_age_check_recipient (RECIPIENT, NULL));
  g_assert_true (keyrack_age_check_recipient (own, NULL));
  g_assert_cmpstr (own, !=, RECIPIENT);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (keyrack_age_check_recipient (wrong[i], NULL));

  g_assert_null (keyrack_age_dup_recipient (damaged, &error));
  g_assert_error (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_RECIPIENT);
}

/* A point with which every secret is zero protects nothing. */
static void
test_low_order (void)
{
  static const char * const recipients[] = {
    "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z", NULL
  };
  g_autoptr(KeyrackSecret) plain = make_plain (1);
  g_autoptr(GError) error = NULL;
  gsize length = 0;

  g_assert_null (keyrack_age_encrypt (plain, NULL, recipients, KEYRACK_AGE_BINARY, &length, &error));
  g_assert_error (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_RECIPIENT);
}

static char *
run_age (const char * const *words,
         const char         *input,
         gsize               length,
         gsize              *output_length)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process =
    g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autoptr(GBytes) in = g_bytes_new (input, length);
  g_autoptr(GBytes) out = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate (process, in, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  return g_bytes_unref_to_data (g_steal_pointer (&out), output_length);
}

/* Their program opens ours, and we open theirs. With a passphrase: tests/cli/test_export.py. */
static void
test_other_program (void)
{
  g_autofree char *age = g_find_program_in_path ("age");
  g_autofree char *key_file = NULL;
  g_autoptr(KeyrackSecret) plain = make_plain (100000);
  int fd = 0;

  if (age == NULL)
    {
      g_test_skip ("The program age is not installed");
      return;
    }

  fd = g_file_open_tmp ("age-key-XXXXXX", &key_file, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_file_set_contents (key_file, IDENTITY "\n", -1, NULL);

  for (int armored = 0; armored <= 1; armored++)
    {
      const char *open_words[] = { age, "--decrypt", "--identity", key_file, NULL };
      const char *make_words[] = { age, "--recipient", RECIPIENT, armored ? "--armor" : NULL, NULL };
      gsize length = 0;
      gsize opened_length = 0;
      gsize theirs_length = 0;
      g_autofree char *data = encrypt (plain, NULL, armored ? KEYRACK_AGE_ARMORED : KEYRACK_AGE_BINARY, &length);
      g_autofree char *opened = run_age (open_words, data, length, &opened_length);
      g_autofree char *theirs = run_age (make_words, keyrack_secret_peek (plain), keyrack_secret_get_length (plain),
                                         &theirs_length);
      g_autoptr(GError) error = NULL;
      g_autoptr(KeyrackSecret) ours = decrypt (theirs, theirs_length, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (opened, opened_length, keyrack_secret_peek (plain), keyrack_secret_get_length (plain));
      g_assert_true (keyrack_secret_equal (plain, ours));
    }

  g_assert_cmpint (g_unlink (key_file), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/age/round-trip", test_round_trip);
  g_test_add_func ("/age/wrong-key", test_wrong_key);
  g_test_add_func ("/age/damaged", test_damaged);
  g_test_add_func ("/age/too-costly", test_too_costly);
  g_test_add_func ("/age/no-memory", test_no_memory);
  g_test_add_func ("/age/keys", test_keys);
  g_test_add_func ("/age/low-order", test_low_order);
  g_test_add_func ("/age/other-program", test_other_program);
  add_vectors ();

  return g_test_run ();
}
