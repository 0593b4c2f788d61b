/* keyrack-import-dialog-private.h: what the files of the import dialog share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-import-columns.h"
#include "keyrack-import-dialog.h"
#include "keyrack-import.h"
#include "keyrack-test-run.h"

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_IMPORT_STEP_OPENING,
  KEYRACK_IMPORT_STEP_FAILED,     /* the file can't be imported */
  KEYRACK_IMPORT_STEP_LOCKED,     /* a passphrase is wanted */
  KEYRACK_IMPORT_STEP_COLUMNS,    /* of a table */
  KEYRACK_IMPORT_STEP_PREVIEW,
  KEYRACK_IMPORT_STEP_TESTING,
  KEYRACK_IMPORT_STEP_IMPORTING,
  KEYRACK_IMPORT_STEP_STOPPING,
} KeyrackImportStep;

struct _KeyrackImportDialog
{
  AdwWindow             parent_instance;

  /* Template widgets */
  AdwEntryRow          *passphrase_row;
  AdwStatusPage        *failed_page;
  GtkButton            *cancel_button;
  GtkButton            *next_button;
  GtkLabel             *file_label;
  GtkLabel             *problem_label;
  GtkLabel             *summary_label;
  GtkLabel             *unlock_label;
  GtkLabel             *wait_label;
  GtkListView          *view;
  GtkProgressBar       *progress_bar;
  GtkStack             *stack;
  GtkSwitch            *test_switch;
  GtkWidget            *test_box;
  KeyrackImportColumns *columns;

  /* Owned references */
  KeyrackHttpClient    *client;
  KeyrackProfileStore  *store;
  KeyrackImport        *import;
  KeyrackWorker        *worker;
  KeyrackImportFile    *file;         /* (nullable) until it was read */
  GFile                *place;
  KeyrackTestRun       *test_run;     /* (nullable) */
  GCancellable         *cancellable;  /* of what is being done */

  KeyrackImportStep     step;
  guint                 n_chosen;     /* when the test began */
};

void keyrack_import_dialog_set_step      (KeyrackImportDialog *self,
                                          KeyrackImportStep    step);
void keyrack_import_dialog_set_progress  (KeyrackImportDialog *self,
                                          guint                n_done,
                                          guint                n_all);
void keyrack_import_dialog_fail          (KeyrackImportDialog *self,
                                          const GError        *error);
void keyrack_import_dialog_open          (KeyrackImportDialog *self);
void keyrack_import_dialog_unlock        (KeyrackImportDialog *self);
void keyrack_import_dialog_compare       (KeyrackImportDialog *self);
void keyrack_import_dialog_test          (KeyrackImportDialog *self);
void keyrack_import_dialog_apply         (KeyrackImportDialog *self);
void keyrack_import_dialog_emit_imported (KeyrackImportDialog *self,
                                          guint                n_imported,
                                          const char          *undo_id);

G_END_DECLS
