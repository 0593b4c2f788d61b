/* keyrack-result-text.h: a test result in words, beyond its headline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "keyrack-test-result.h"

G_BEGIN_DECLS

/* One line of the details. */
typedef struct
{
  const char *title;  /* translated */
  char       *value;
} KeyrackFact;

KeyrackFact *keyrack_fact_new                 (const char        *title,
                                               char              *value);
void         keyrack_fact_free                (KeyrackFact       *self);
char        *keyrack_result_text_dup_span     (gint64             microseconds);
char        *keyrack_result_text_dup_lifetime (guint              seconds);
char        *keyrack_result_text_dup_age      (gint64             time,
                                               gint64             now);
char        *keyrack_result_text_dup_summary  (KeyrackTestResult *result,
                                               gint64             worked_until,
                                               gint64             now);
char        *keyrack_result_text_dup_elapsed  (KeyrackTestResult *result);
char        *keyrack_result_text_dup_phases   (const KeyrackPhases *phases);
GPtrArray   *keyrack_result_text_list_facts   (KeyrackTestResult *result);
char        *keyrack_result_text_dup_report   (KeyrackTestResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackFact, keyrack_fact_free)

G_END_DECLS
