/* keyrack-result-match.h: which connection a result speaks for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile.h"

G_BEGIN_DECLS

gboolean           keyrack_result_match_same_login (KeyrackProfile    *a,
                                                    KeyrackProfile    *b);
gboolean           keyrack_result_match_proves     (KeyrackTestResult *result,
                                                    KeyrackProfile    *candidate,
                                                    gboolean           same_secret);
KeyrackTestResult *keyrack_result_match_dup_saved  (KeyrackTestResult *result,
                                                    KeyrackProfile    *profile,
                                                    gboolean           same_secret);

G_END_DECLS
