/* many-test-fixture.h: connections whose tests all fail in the same way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-many-test.h"
#include "store-steps.h"

G_BEGIN_DECLS

#define N_PROFILES 5

/* They have one host, where nobody listens, so they are tested one after the other. */
typedef struct
{
  Place              *place;
  KeyrackSecretStore *secrets;
  KeyrackManyTest    *test;
  GPtrArray          *profiles;
} ManyTestFixture;

void many_test_set_up    (ManyTestFixture *fixture);
void many_test_tear_down (ManyTestFixture *fixture);

G_END_DECLS
