/* keyrack-group.c: connections under one header
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-group.h"

struct _KeyrackGroup
{
  GObject  parent_instance;

  char    *title;
  char    *value;
  guint    count;
};

G_DEFINE_FINAL_TYPE (KeyrackGroup, keyrack_group, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
keyrack_group_finalize (GObject *object)
{
  KeyrackGroup *self = KEYRACK_GROUP (object);

  g_free (self->title);
  g_free (self->value);

  G_OBJECT_CLASS (keyrack_group_parent_class)->finalize (object);
}

static void
keyrack_group_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  KeyrackGroup *self = KEYRACK_GROUP (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_group_class_init (KeyrackGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = keyrack_group_finalize;
  object_class->get_property = keyrack_group_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, readable);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_group_init (KeyrackGroup *self)
{
}

/**
 * keyrack_group_new:
 * @title: what the header says
 * @value: the environment or tag that its connections have in common, "" for none,
 *   %NULL when it is something else
 *
 * Returns: (transfer full): a group of no connections
 */
KeyrackGroup *
keyrack_group_new (const char *title,
                   const char *value)
{
  KeyrackGroup *self = g_object_new (KEYRACK_TYPE_GROUP, NULL);

  self->title = g_strdup (title);
  self->value = g_strdup (value);

  return self;
}

const char *
keyrack_group_get_title (KeyrackGroup *self)
{
  g_return_val_if_fail (KEYRACK_IS_GROUP (self), NULL);

  return self->title;
}

const char *
keyrack_group_get_value (KeyrackGroup *self)
{
  g_return_val_if_fail (KEYRACK_IS_GROUP (self), NULL);

  return self->value;
}

guint
keyrack_group_get_count (KeyrackGroup *self)
{
  g_return_val_if_fail (KEYRACK_IS_GROUP (self), 0);

  return self->count;
}

void
keyrack_group_set_count (KeyrackGroup *self,
                         guint         count)
{
  g_return_if_fail (KEYRACK_IS_GROUP (self));

  if (self->count == count)
    return;

  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

/**
 * keyrack_group_count_all:
 * @items: (element-type GObject): groups, each before its connections
 *
 * Gives each group the number of its connections.
 */
void
keyrack_group_count_all (GPtrArray *items)
{
  guint count = 0;

  g_return_if_fail (items != NULL);

  for (guint i = items->len; i > 0; i--)
    {
      if (!KEYRACK_IS_GROUP (items->pdata[i - 1]))
        {
          count++;
          continue;
        }

      keyrack_group_set_count (items->pdata[i - 1], count);
      count = 0;
    }
}
