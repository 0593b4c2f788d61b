/* keyrack-field-note.h: the line under a field: what it is, what is wrong, what was tidied
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_FIELD_NOTE (keyrack_field_note_get_type ())

/* A row under the row that it speaks of. One of five texts is shown, the first that there is:
 *   problem (string): why the field can't be used, after a failed save or test;
 *   warning (string): what may be a mistake, with a button if action-label (string) is given;
 *   notice (string): what was made of the text typed, with Undo if undoable (boolean);
 *   offer (string): what can be done for the person, with the button of action-label;
 *   caption (string): what belongs into the field, if show-caption (boolean).
 * Property field (GtkWidget): the row described; it gets the class "error" with a problem.
 *
 * Signals: undo: the person wants back what was typed; act: the button of a warning or an offer. */
G_DECLARE_FINAL_TYPE (KeyrackFieldNote, keyrack_field_note, KEYRACK, FIELD_NOTE, GtkListBoxRow)

G_END_DECLS
