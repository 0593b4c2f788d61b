/* keyrack-result-match.c: which connection a result speaks for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-result-match.h"

static gboolean
is_about (KeyrackTestResult *result,
          KeyrackProfile    *profile,
          const char        *secret_ref)
{
  return keyrack_test_result_is_about (result,
                                       keyrack_profile_get_instance (profile),
                                       keyrack_profile_get_region (profile),
                                       keyrack_profile_get_client_id (profile),
                                       secret_ref);
}

/**
 * keyrack_result_match_same_login:
 * @a: a connection
 * @b: another one
 *
 * Returns: %TRUE if a test of @a is one of @b, with the same secret
 */
gboolean
keyrack_result_match_same_login (KeyrackProfile *a,
                                 KeyrackProfile *b)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE (a), FALSE);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (b), FALSE);

  return g_strcmp0 (keyrack_profile_get_instance (a), keyrack_profile_get_instance (b)) == 0 &&
         g_strcmp0 (keyrack_profile_get_region (a), keyrack_profile_get_region (b)) == 0 &&
         g_strcmp0 (keyrack_profile_get_client_id (a), keyrack_profile_get_client_id (b)) == 0;
}

/**
 * keyrack_result_match_proves:
 * @result: (nullable): a result
 * @candidate: what is to be saved, with a secret that was typed
 * @same_secret: whether that is the secret tested
 *
 * Returns: %TRUE if exactly what is to be saved was tested and works
 */
gboolean
keyrack_result_match_proves (KeyrackTestResult *result,
                             KeyrackProfile    *candidate,
                             gboolean           same_secret)
{
  g_return_val_if_fail (result == NULL || KEYRACK_IS_TEST_RESULT (result), FALSE);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (candidate), FALSE);

  return result != NULL && same_secret
         && keyrack_test_result_get_outcome (result) == KEYRACK_OUTCOME_OK
         && is_about (result, candidate, "");
}

/**
 * keyrack_result_match_dup_saved:
 * @result: a result
 * @profile: a stored connection
 * @same_secret: whether the secret tested, which was typed, is the one that is stored now
 *
 * Returns: (transfer full) (nullable): @result as that of @profile, %NULL when it speaks
 *   for other values
 */
KeyrackTestResult *
keyrack_result_match_dup_saved (KeyrackTestResult *result,
                                KeyrackProfile    *profile,
                                gboolean           same_secret)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (result), NULL);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);

  if (is_about (result, profile, keyrack_profile_get_secret_ref (profile)))
    return g_object_ref (result);

  if (!same_secret || !is_about (result, profile, ""))
    return NULL;

  return keyrack_test_result_dup_saved (result,
                                        keyrack_profile_get_id (profile),
                                        keyrack_profile_get_name (profile),
                                        keyrack_profile_get_secret_ref (profile));
}
