/* keyrack-csv-columns.c: guesses what the columns of a table mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-csv-columns.h"

#include <string.h>

#include "keyrack-address.h"
#include "keyrack-region.h"
#include "keyrack-text.h"

#define LOOKED_AT 20 /* rows */

/* What somebody made up is shorter than what a machine made. */
#define LEAST_RANDOM 12

/* What tables call a column, without spaces and the like: our own, English and German words, and
 * those of programs that keep passwords. */
static const struct
{
  KeyrackCsvColumn  column;
  const char       *words[18];
} titles[] = {
  { KEYRACK_CSV_COLUMN_NAME,
    { "name", "connection", "connectionname", "profile", "profilename", "title", "account", "customer",
      "verbindung", "verbindungsname", "profil", "bezeichnung", "titel", "kunde" } },
  { KEYRACK_CSV_COLUMN_INSTANCE,
    { "instance", "instancename", "address", "url", "uri", "loginuri", "website", "host", "hostname",
      "server", "tenant", "baseurl", "tokenurl", "instanz", "instanzname", "adresse", "webadresse",
      "mandant" } },
  { KEYRACK_CSV_COLUMN_REGION,
    { "region", "regionname", "cloudregion" } },
  { KEYRACK_CSV_COLUMN_CLIENT_ID,
    { "clientid", "apiclientid", "clientidentifier", "username", "user", "login", "loginname",
      "loginusername", "clientkennung", "benutzer", "benutzername", "anmeldename" } },
  { KEYRACK_CSV_COLUMN_CLIENT_SECRET,
    { "clientsecret", "apiclientsecret", "secret", "secretkey", "password", "loginpassword", "clientpassword",
      "clientgeheimnis", "geheimnis", "geheimerschlüssel", "geheimschlüssel", "passwort", "kennwort" } },
  { KEYRACK_CSV_COLUMN_TAGS,
    { "tags", "tag", "labels", "label", "keywords", "schlagwörter", "schlagworte", "schlagwort", "stichwörter" } },
  { KEYRACK_CSV_COLUMN_ENVIRONMENT,
    { "environment", "env", "stage", "umgebung", "stufe" } },
  { KEYRACK_CSV_COLUMN_NOTE,
    { "note", "notes", "comment", "comments", "remark", "remarks", "description", "notiz", "notizen",
      "bemerkung", "bemerkungen", "kommentar", "anmerkung", "beschreibung" } },
};

/* The columns that are already known, and those of the table. */
typedef struct
{
  KeyrackCsv       *csv;
  guint             first_row;  /* without the header */
  KeyrackCsvColumn *columns;
  gboolean          found[KEYRACK_N_CSV_COLUMNS];
} Guess;

typedef gboolean (* Check) (const char *cell);

static KeyrackCsvColumn
read_title (const char *cell)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (titles[i].words) && titles[i].words[j] != NULL; j++)
        {
          if (keyrack_text_same_letters (cell, titles[i].words[j]))
            return titles[i].column;
        }
    }

  return KEYRACK_CSV_COLUMN_NONE;
}

static void
assign (Guess            *guess,
        guint             position,
        KeyrackCsvColumn  column)
{
  if (column == KEYRACK_CSV_COLUMN_NONE || guess->found[column] ||
      guess->columns[position] != KEYRACK_CSV_COLUMN_NONE)
    return;

  guess->columns[position] = column;
  guess->found[column] = TRUE;
}

/* One word of it alone could be the name of somebody's connection. */
static gboolean
read_header (Guess *guess)
{
  guint n_columns = keyrack_csv_get_n_columns (guess->csv);
  guint n_titles = 0;

  for (guint i = 0; i < n_columns; i++)
    n_titles += read_title (keyrack_csv_get_cell (guess->csv, 0, i)) != KEYRACK_CSV_COLUMN_NONE;

  if (n_titles < MIN (n_columns, 2))
    return FALSE;

  guess->first_row = 1;
  for (guint i = 0; i < n_columns; i++)
    assign (guess, i, read_title (keyrack_csv_get_cell (guess->csv, 0, i)));

  return TRUE;
}

/* What is empty says nothing. */
static gboolean
is_all (Guess *guess,
        guint  position,
        Check  check)
{
  guint end = MIN (keyrack_csv_get_n_rows (guess->csv), guess->first_row + LOOKED_AT);
  guint n_cells = 0;

  for (guint row = guess->first_row; row < end; row++)
    {
      const char *cell = keyrack_csv_get_cell (guess->csv, row, position);

      if (*cell != '\0' && !check (cell))
        return FALSE;

      n_cells += *cell != '\0';
    }

  return n_cells > 0;
}

static gboolean
is_region (const char *cell)
{
  return keyrack_region_find (cell) != NULL;
}

static gboolean
is_address (const char *cell)
{
  g_autoptr(KeyrackAddress) address = NULL;

  if (!keyrack_address_looks_like_one (cell) || strstr (cell, "nexthink") == NULL)
    return FALSE;

  address = keyrack_address_parse (cell, NULL);

  return address != NULL;
}

static gboolean
is_instance (const char *cell)
{
  return keyrack_instance_is_valid (cell) && !is_region (cell);
}

static gboolean
is_text (const char *cell)
{
  return !is_address (cell);
}

static gboolean
is_random (const char *cell)
{
  return strlen (cell) >= LEAST_RANDOM &&
         (keyrack_text_check_word (cell) & ~KEYRACK_TEXT_COLON) == KEYRACK_TEXT_FINE &&
         strpbrk (cell, "0123456789") != NULL &&
         strpbrk (cell, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != NULL;
}

/* Returns: the first column of which nothing is known and that is all so, -1 without one */
static int
find_column (Guess *guess,
             guint  start,
             Check  check)
{
  for (guint i = start; i < keyrack_csv_get_n_columns (guess->csv); i++)
    {
      if (guess->columns[i] == KEYRACK_CSV_COLUMN_NONE && is_all (guess, i, check))
        return (int) i;
    }

  return -1;
}

static void
find (Guess            *guess,
      KeyrackCsvColumn  column,
      Check             check)
{
  int position = guess->found[column] ? -1 : find_column (guess, 0, check);

  if (position >= 0)
    assign (guess, (guint) position, column);
}

static gsize
measure (Guess *guess,
         guint  position)
{
  guint end = MIN (keyrack_csv_get_n_rows (guess->csv), guess->first_row + LOOKED_AT);
  gsize length = 0;

  for (guint row = guess->first_row; row < end; row++)
    length += strlen (keyrack_csv_get_cell (guess->csv, row, position));

  return length;
}

/* Mostly the ID is the shorter one; of two that are as long it comes first. One alone could be
 * anything's. */
static void
find_pair (Guess *guess)
{
  int first = find_column (guess, 0, is_random);
  int second = first >= 0 ? find_column (guess, (guint) first + 1, is_random) : -1;
  gboolean swapped;

  if (second < 0 || guess->found[KEYRACK_CSV_COLUMN_CLIENT_ID] || guess->found[KEYRACK_CSV_COLUMN_CLIENT_SECRET])
    return;

  swapped = measure (guess, (guint) first) > measure (guess, (guint) second);
  assign (guess, (guint) first, swapped ? KEYRACK_CSV_COLUMN_CLIENT_SECRET : KEYRACK_CSV_COLUMN_CLIENT_ID);
  assign (guess, (guint) second, swapped ? KEYRACK_CSV_COLUMN_CLIENT_ID : KEYRACK_CSV_COLUMN_CLIENT_SECRET);
}

/* Of two columns that could both be the instance, people have the name first. */
static void
find_names (Guess *guess)
{
  int first = find_column (guess, 0, is_instance);
  int second = first >= 0 ? find_column (guess, (guint) first + 1, is_instance) : -1;

  if (!guess->found[KEYRACK_CSV_COLUMN_INSTANCE] && first >= 0)
    assign (guess, (guint) (second >= 0 ? second : first), KEYRACK_CSV_COLUMN_INSTANCE);

  find (guess, KEYRACK_CSV_COLUMN_NAME, is_text);
}

/**
 * keyrack_csv_guess_columns:
 * @csv: a table
 * @has_header: (out): whether the first row has the titles of the columns
 *
 * Reads the titles, in English or German, and where they say nothing what stands below.
 *
 * Returns: (transfer full) (array): what each column of @csv means, none twice
 */
KeyrackCsvColumn *
keyrack_csv_guess_columns (KeyrackCsv *csv,
                           gboolean   *has_header)
{
  Guess guess = { .csv = csv };

  g_return_val_if_fail (csv != NULL, NULL);
  g_return_val_if_fail (has_header != NULL, NULL);

  guess.columns = g_new0 (KeyrackCsvColumn, keyrack_csv_get_n_columns (csv));
  *has_header = read_header (&guess);

  find (&guess, KEYRACK_CSV_COLUMN_REGION, is_region);
  find (&guess, KEYRACK_CSV_COLUMN_INSTANCE, is_address);
  find_pair (&guess);
  if (!*has_header)
    find_names (&guess);

  return guess.columns;
}
