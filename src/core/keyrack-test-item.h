/* keyrack-test-item.h: one connection in a run of many tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile.h"
#include "keyrack-test-result.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_TEST_ITEM (keyrack_test_item_get_type ())

typedef enum
{
  KEYRACK_TEST_ITEM_WAITING,
  KEYRACK_TEST_ITEM_TESTING,
  KEYRACK_TEST_ITEM_PAUSED,      /* the server asked for time before the next try */
  KEYRACK_TEST_ITEM_DONE,        /* has a result */
  KEYRACK_TEST_ITEM_NOT_TESTED,  /* the run ended before it was known */
} KeyrackTestItemState;

/* What a result means for the one who reads many of them. */
typedef enum
{
  KEYRACK_TEST_CLASS_OPEN,       /* none yet */
  KEYRACK_TEST_CLASS_WORKS,
  KEYRACK_TEST_CLASS_REFUSED,
  KEYRACK_TEST_CLASS_UNDECIDED,  /* could not tell: network, secret store, values */
} KeyrackTestClass;

/* Signal changed: any of its values. */
G_DECLARE_FINAL_TYPE (KeyrackTestItem, keyrack_test_item, KEYRACK, TEST_ITEM, GObject)

KeyrackTestItem      *keyrack_test_item_new             (KeyrackProfile       *profile);
KeyrackProfile       *keyrack_test_item_get_profile     (KeyrackTestItem      *self);
const char           *keyrack_test_item_get_host        (KeyrackTestItem      *self);
KeyrackTestItemState  keyrack_test_item_get_state       (KeyrackTestItem      *self);
KeyrackTestClass      keyrack_test_item_get_class       (KeyrackTestItem      *self);
KeyrackPhase          keyrack_test_item_get_phase       (KeyrackTestItem      *self);
guint                 keyrack_test_item_get_next_try_in (KeyrackTestItem      *self);
KeyrackTestResult    *keyrack_test_item_get_result      (KeyrackTestItem      *self);

/* For the run. */
void                  keyrack_test_item_set_state       (KeyrackTestItem      *self,
                                                         KeyrackTestItemState  state,
                                                         KeyrackTestResult    *result);
void                  keyrack_test_item_set_phase       (KeyrackTestItem      *self,
                                                         KeyrackPhase          phase);
void                  keyrack_test_item_set_next_try_in (KeyrackTestItem      *self,
                                                         guint                 seconds);

G_END_DECLS
