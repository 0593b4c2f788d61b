/* test-tidy.c: what becomes of what is typed and pasted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-region-row.h"
#include "keyrack-tidy-row.h"
#include "keyrack-tidy.h"

typedef struct
{
  const char *text;
  const char *becomes;
  const char *region;   /* NULL: not named */
  const char *notice;   /* a part of it; NULL: none */
} Case;

static void
assert_tidied (KeyrackTidied *tidied,
               const Case    *expected)
{
  g_assert_cmpstr (tidied->text, ==, expected->becomes);
  g_assert_cmpstr (tidied->region, ==, expected->region);

  if (expected->notice == NULL)
    g_assert_null (tidied->notice);
  else
    g_assert_nonnull (strstr (tidied->notice, expected->notice));
}

static void
test_instance (void)
{
  static const Case cases[] = {
    { "", "", NULL, NULL },
    { "acme", "acme", NULL, NULL },
    { " acme\n", "acme", NULL, "Removed" },
    { "Acme", "acme", NULL, "lower case" },
    { "acme\xe2\x80\x8b", "acme", NULL, "Removed" },
    { "https://acme.eu.nexthink.cloud/", "acme", "eu", "Taken from the address: acme, eu" },
    { "HTTPS://ACME.EU.NEXTHINK.CLOUD/x?y", "acme", "eu", "Taken from the address: acme, eu" },
    { "acme-login.us.nexthink.cloud", "acme", "us", "acme, us" },
    { "https://nxdocs.data.eu.nexthink.cloud/", "nxdocs", "eu", "former name" },
    { "https://acme.api.eu.nexthink.cloud/api/v1/token", "acme", "eu", "old token address" },
    { "https://evil.example/", "https://evil.example/", NULL, "" },
    { "acme.", "acme.", NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(KeyrackTidied) tidied = keyrack_tidy_instance (cases[i].text);

      assert_tidied (tidied, &cases[i]);
    }
}

static void
test_word (void)
{
  static const Case cases[] = {
    { "abc", "abc", NULL, NULL },
    { "  abc\r\n", "abc", NULL, "Removed" },
    { "https://acme.eu.nexthink.cloud/", "https://acme.eu.nexthink.cloud/", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(KeyrackTidied) tidied = keyrack_tidy_word (cases[i].text);

      assert_tidied (tidied, &cases[i]);
    }
}

static void
test_secret (void)
{
  g_autoptr(KeyrackSecret) untidied = NULL;
  g_autoptr(KeyrackSecret) clean = keyrack_tidy_secret ("**ca nary \n*", "*", &untidied);
  g_autoptr(KeyrackSecret) none = NULL;
  g_autoptr(KeyrackSecret) same = keyrack_tidy_secret ("canary", "*", &none);

  g_assert_cmpstr (keyrack_secret_peek (clean), ==, "ca nary");
  g_assert_cmpstr (keyrack_secret_peek (untidied), ==, "ca nary \n");
  g_assert_cmpstr (keyrack_secret_peek (same), ==, "canary");
  g_assert_null (none);
}

static void
assert_row (KeyrackTidyRow *row,
            const char     *text,
            const char     *region,
            gboolean        noticed,
            gboolean        undoable)
{
  g_autofree char *actual_region = NULL;
  g_autofree char *notice = NULL;
  gboolean can_undo = FALSE;

  g_object_get (row, "region", &actual_region, "notice", &notice, "undoable", &can_undo, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, text);
  g_assert_cmpstr (actual_region, ==, region);
  g_assert_cmpint (notice != NULL, ==, noticed);
  g_assert_cmpint (can_undo, ==, undoable);
}

static KeyrackTidyRow *
row_new (void)
{
  return g_object_ref_sink (g_object_new (KEYRACK_TYPE_TIDY_ROW,
                                          "takes-address", TRUE,
                                          "region", "us",
                                          NULL));
}

/* One change, as a paste over the selection is. */
static void
paste (KeyrackTidyRow *row,
       const char     *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
type (KeyrackTidyRow *row,
      const char     *text)
{
  for (; *text != '\0'; text++)
    {
      int position = -1;

      gtk_editable_set_position (GTK_EDITABLE (row), -1);
      position = gtk_editable_get_position (GTK_EDITABLE (row));
      gtk_editable_insert_text (GTK_EDITABLE (row), text, 1, &position);
    }
}

static void
test_row_takes_an_address (void)
{
  g_autoptr(KeyrackTidyRow) row = row_new ();

  paste (row, "https://acme.eu.nexthink.cloud/");
  assert_row (row, "acme", "eu", TRUE, TRUE);

  keyrack_tidy_row_undo (row);
  assert_row (row, "", "us", FALSE, FALSE);

  /* Undone once it can still be pasted again. */
  paste (row, "https://acme.eu.nexthink.cloud/");
  assert_row (row, "acme", "eu", TRUE, TRUE);

  /* An edit of what was taken leaves nothing to undo. */
  type (row, "2");
  assert_row (row, "acme2", "eu", FALSE, FALSE);
}

static void
test_row_refuses_an_address (void)
{
  g_autoptr(KeyrackTidyRow) row = row_new ();

  paste (row, "https://evil.example/");
  assert_row (row, "https://evil.example/", "us", TRUE, FALSE);
}

static void
test_row_cleans (void)
{
  g_autoptr(KeyrackTidyRow) row = row_new ();

  paste (row, "  acme ");
  assert_row (row, "acme", "us", TRUE, TRUE);

  keyrack_tidy_row_undo (row);
  assert_row (row, "  acme ", "us", FALSE, FALSE);
}

/* While typing nothing jumps: an address is taken when Enter says that it is whole. */
static void
test_row_typing (void)
{
  g_autoptr(KeyrackTidyRow) row = row_new ();

  type (row, "Acme.eu.");
  assert_row (row, "acme.eu.", "us", FALSE, FALSE);

  type (row, "nexthink.cloud");
  assert_row (row, "acme.eu.nexthink.cloud", "us", FALSE, FALSE);

  type (row, "/");
  g_signal_emit_by_name (row, "entry-activated");
  assert_row (row, "acme", "eu", TRUE, TRUE);

  keyrack_tidy_row_undo (row);
  assert_row (row, "acme.eu.nexthink.cloud/", "us", FALSE, FALSE);

  /* What Undo brought back stays, however often Enter is pressed. */
  g_signal_emit_by_name (row, "entry-activated");
  assert_row (row, "acme.eu.nexthink.cloud/", "us", FALSE, FALSE);
}

static void
test_row_typing_nonsense (void)
{
  g_autoptr(KeyrackTidyRow) row = row_new ();

  type (row, "evil.example");
  assert_row (row, "evil.example", "us", FALSE, FALSE);

  g_signal_emit_by_name (row, "entry-activated");
  assert_row (row, "evil.example", "us", TRUE, FALSE);
}

static void
test_row_paused (void)
{
  g_autoptr(KeyrackTidyRow) row = row_new ();

  keyrack_tidy_row_set_paused (row, TRUE);
  paste (row, "Acme");
  keyrack_tidy_row_set_paused (row, FALSE);

  assert_row (row, "Acme", "us", FALSE, FALSE);
}

static void
assert_region (GtkWidget  *row,
               const char *region,
               gboolean    other,
               guint       selected)
{
  g_autofree char *actual_region = NULL;
  gboolean actual_other = FALSE;

  g_object_get (row, "region", &actual_region, "other", &actual_other, NULL);
  g_assert_cmpstr (actual_region, ==, region);
  g_assert_cmpint (actual_other, ==, other);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, selected);
}

static void
test_region_row (void)
{
  g_autoptr(GtkWidget) row = g_object_ref_sink (g_object_new (KEYRACK_TYPE_REGION_ROW, NULL));

  assert_region (row, "", FALSE, GTK_INVALID_LIST_POSITION);

  g_object_set (row, "region", "eu", NULL);
  assert_region (row, "eu", FALSE, 1);

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 4);
  assert_region (row, "", TRUE, 4);

  /* What is typed under Other… may pass by a published label. */
  g_object_set (row, "region", "us", NULL);
  assert_region (row, "us", TRUE, 4);
  g_object_set (row, "region", "usx", NULL);
  assert_region (row, "usx", TRUE, 4);

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2);
  assert_region (row, "pac", FALSE, 2);

  g_object_set (row, "region", "mars", NULL);
  assert_region (row, "mars", TRUE, 4);

  g_object_set (row, "other", FALSE, "region", "", NULL);
  assert_region (row, "", FALSE, GTK_INVALID_LIST_POSITION);
}

static void
test_lifetime (void)
{
  KeyrackTidyRow *row = row_new ();
  GtkWidget *region_row = g_object_ref_sink (g_object_new (KEYRACK_TYPE_REGION_ROW, NULL));

  g_assert_finalize_object (row);
  g_assert_finalize_object (region_row);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/tidy/instance", test_instance);
  g_test_add_func ("/tidy/word", test_word);
  g_test_add_func ("/tidy/secret", test_secret);
  g_test_add_func ("/tidy/lifetime", test_lifetime);
  g_test_add_func ("/tidy/row/takes-an-address", test_row_takes_an_address);
  g_test_add_func ("/tidy/row/refuses-an-address", test_row_refuses_an_address);
  g_test_add_func ("/tidy/row/cleans", test_row_cleans);
  g_test_add_func ("/tidy/row/typing", test_row_typing);
  g_test_add_func ("/tidy/row/typing-nonsense", test_row_typing_nonsense);
  g_test_add_func ("/tidy/row/paused", test_row_paused);
  g_test_add_func ("/tidy/region", test_region_row);

  return g_test_run ();
}
