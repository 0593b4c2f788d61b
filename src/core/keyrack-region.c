/* keyrack-region.c: the regions that Nexthink publishes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-region.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-text.h"

#define LABEL_MIN 2
#define LABEL_MAX 10

static const KeyrackRegion published[] = {
  { "us", N_("United States") },
  { "eu", N_("European Union") },
  { "pac", N_("Asia-Pacific") },
  { "meta", N_("Middle East, Turkey and Africa") },
};

/**
 * keyrack_region_get_published:
 * @n_regions: (out): how many there are
 *
 * Returns the regions named in Nexthink's documentation, in its order.
 * Others can exist; see keyrack_region_label_is_valid().
 *
 * Returns: (array length=n_regions) (transfer none): the regions
 */
const KeyrackRegion *
keyrack_region_get_published (gsize *n_regions)
{
  g_return_val_if_fail (n_regions != NULL, NULL);

  *n_regions = G_N_ELEMENTS (published);

  return published;
}

/**
 * keyrack_region_get_name:
 * @label: (nullable): a region label such as "eu"
 *
 * Returns: (nullable) (transfer none): the region's name in the user's language,
 *   or %NULL when the label is not a published one
 */
const char *
keyrack_region_get_name (const char *label)
{
  for (gsize i = 0; i < G_N_ELEMENTS (published); i++)
    {
      if (g_strcmp0 (label, published[i].label) == 0)
        return _(published[i].name);
    }

  return NULL;
}

/**
 * keyrack_region_dup_title:
 * @label: a region label
 *
 * Returns: (transfer full): "European Union — eu", or the bare label of a
 *   region that is not published
 */
char *
keyrack_region_dup_title (const char *label)
{
  const char *name = keyrack_region_get_name (label);

  g_return_val_if_fail (label != NULL, NULL);

  if (name == NULL)
    return g_strdup (label);

  /* Translators: a region and its label in host names: "European Union — eu" */
  return g_strdup_printf (_("%s — %s"), name, label);
}

/**
 * keyrack_region_find:
 * @text: what somebody wrote for a region, in UTF-8
 *
 * Returns: (nullable) (transfer none): the label of the published region with this label or
 *   name, in English or in the user's language, in whatever case
 */
const char *
keyrack_region_find (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (published); i++)
    {
      if (g_ascii_strcasecmp (text, published[i].label) == 0 ||
          keyrack_text_same_letters (text, published[i].name) ||
          keyrack_text_same_letters (text, _(published[i].name)))
        return published[i].label;
    }

  return NULL;
}

/**
 * keyrack_region_label_is_valid:
 * @label: (nullable): what is to become part of a host name
 *
 * Whether @label has the form of a region: two to ten lower-case ASCII letters.
 *
 * Returns: %TRUE if @label can stand in a host name
 */
gboolean
keyrack_region_label_is_valid (const char *label)
{
  gsize length = label != NULL ? strlen (label) : 0;

  if (length < LABEL_MIN || length > LABEL_MAX)
    return FALSE;

  return strspn (label, "abcdefghijklmnopqrstuvwxyz") == length;
}
