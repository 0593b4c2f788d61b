/* keyrack-tidy-row.c: an entry row that tidies what is pasted into it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-tidy-row.h"

#include "keyrack-address.h"
#include "keyrack-tidy.h"

struct _KeyrackTidyRow
{
  AdwEntryRow  parent_instance;

  gboolean     takes_address;
  char        *region;
  char        *notice;

  char        *settled;      /* the text before the change that is looked at */
  char        *undo_text;    /* what Undo brings back */
  char        *undo_region;
  char        *kept;         /* what Undo brought back, not to be tidied again */
  gboolean     paused;
  gboolean     typing;       /* an address, which may not be at its end */
};

G_DEFINE_FINAL_TYPE (KeyrackTidyRow, keyrack_tidy_row, ADW_TYPE_ENTRY_ROW)

enum
{
  PROP_0,
  PROP_NOTICE,
  PROP_REGION,
  PROP_TAKES_ADDRESS,
  PROP_UNDOABLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
replace (char       **string,
         const char  *value)
{
  char *copy = g_strdup (value);

  g_free (*string);
  *string = copy;
}

static void
set_region (KeyrackTidyRow *self,
            const char     *region)
{
  if (g_strcmp0 (self->region, region) == 0)
    return;

  replace (&self->region, region);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGION]);
}

static void
set_notice (KeyrackTidyRow *self,
            const char     *notice,
            const char     *undo_text,
            const char     *undo_region)
{
  replace (&self->notice, notice);
  replace (&self->undo_text, undo_text);
  replace (&self->undo_region, undo_region);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDOABLE]);
}

static void
set_text (KeyrackTidyRow *self,
          const char     *text)
{
  gboolean was_paused = self->paused;

  self->paused = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  self->paused = was_paused;
}

/* Who types a letter sees what becomes of it; a notice is for what came at once. */
static gboolean
came_at_once (KeyrackTidyRow *self,
              const char     *text)
{
  return g_utf8_strlen (text, -1) > g_utf8_strlen (self->settled, -1) + 1;
}

static void
apply (KeyrackTidyRow *self,
       KeyrackTidied  *tidied,
       const char     *text,
       gboolean        at_once)
{
  if (g_strcmp0 (tidied->text, text) == 0 && tidied->region == NULL)
    set_notice (self, at_once ? tidied->notice : NULL, NULL, NULL);
  else if (tidied->region != NULL)
    set_notice (self, tidied->notice, self->settled, self->region);
  else
    set_notice (self, at_once ? tidied->notice : NULL, text, NULL);

  if (g_strcmp0 (tidied->text, text) != 0)
    set_text (self, tidied->text);
  if (tidied->region != NULL)
    set_region (self, tidied->region);
}

static void
tidy (KeyrackTidyRow *self,
      const char     *text,
      gboolean        at_once)
{
  g_autoptr(KeyrackTidied) tidied = NULL;

  tidied = self->takes_address ? keyrack_tidy_instance (text) : keyrack_tidy_word (text);
  apply (self, tidied, text, at_once);
  replace (&self->settled, gtk_editable_get_text (GTK_EDITABLE (self)));
  g_clear_pointer (&self->kept, g_free);
}

/* Whoever types an address, letter by letter, has to come to its end: what looks whole in
 * between may go on, with a path for one. */
static gboolean
may_go_on (KeyrackTidyRow *self,
           const char     *text)
{
  return self->takes_address && !came_at_once (self, text) && keyrack_address_looks_like_one (text);
}

static void
changed_cb (KeyrackTidyRow *self)
{
  g_autofree char *text = NULL;

  g_assert (KEYRACK_IS_TIDY_ROW (self));

  if (self->paused)
    return;

  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self)));
  if (g_strcmp0 (text, self->settled) == 0 || g_strcmp0 (text, self->kept) == 0)
    return;

  self->typing = may_go_on (self, text);
  if (self->typing)
    replace (&self->settled, text);
  else
    tidy (self, text, came_at_once (self, text));
}

/* The end of typing: the row was left, or Enter was pressed. */
static void
typed_cb (KeyrackTidyRow *self)
{
  g_autofree char *text = NULL;

  g_assert (KEYRACK_IS_TIDY_ROW (self));

  if (!self->typing)
    return;

  self->typing = FALSE;
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self)));
  tidy (self, text, TRUE);
}

static void
keyrack_tidy_row_finalize (GObject *object)
{
  KeyrackTidyRow *self = KEYRACK_TIDY_ROW (object);

  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->notice, g_free);
  g_clear_pointer (&self->settled, g_free);
  g_clear_pointer (&self->undo_text, g_free);
  g_clear_pointer (&self->undo_region, g_free);
  g_clear_pointer (&self->kept, g_free);

  G_OBJECT_CLASS (keyrack_tidy_row_parent_class)->finalize (object);
}

static void
keyrack_tidy_row_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  KeyrackTidyRow *self = KEYRACK_TIDY_ROW (object);

  switch (property_id)
    {
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    case PROP_REGION:
      g_value_set_string (value, self->region);
      break;
    case PROP_TAKES_ADDRESS:
      g_value_set_boolean (value, self->takes_address);
      break;
    case PROP_UNDOABLE:
      g_value_set_boolean (value, self->undo_text != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_tidy_row_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  KeyrackTidyRow *self = KEYRACK_TIDY_ROW (object);

  switch (property_id)
    {
    case PROP_REGION:
      set_region (self, g_value_get_string (value));
      break;
    case PROP_TAKES_ADDRESS:
      self->takes_address = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_tidy_row_class_init (KeyrackTidyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = keyrack_tidy_row_finalize;
  object_class->get_property = keyrack_tidy_row_get_property;
  object_class->set_property = keyrack_tidy_row_set_property;

  properties[PROP_NOTICE] =
    g_param_spec_string ("notice", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REGION] =
    g_param_spec_string ("region", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TAKES_ADDRESS] =
    g_param_spec_boolean ("takes-address", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_UNDOABLE] =
    g_param_spec_boolean ("undoable", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_tidy_row_init (KeyrackTidyRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->settled = g_strdup ("");
  /* The form undoes. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (self), FALSE);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (self, "entry-activated", G_CALLBACK (typed_cb), NULL);

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (typed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * keyrack_tidy_row_undo:
 * @self: a tidy row
 *
 * Brings back what stood here: before an address was taken apart, what was typed
 * before; after a clean-up, the text as it was pasted, which then stays.
 */
void
keyrack_tidy_row_undo (KeyrackTidyRow *self)
{
  g_autofree char *text = NULL;
  g_autofree char *region = NULL;

  g_return_if_fail (KEYRACK_IS_TIDY_ROW (self));

  if (self->undo_text == NULL)
    return;

  text = g_strdup (self->undo_text);
  region = g_strdup (self->undo_region);

  replace (&self->kept, text);
  replace (&self->settled, text);
  set_notice (self, NULL, NULL, NULL);
  set_text (self, text);
  if (region != NULL)
    set_region (self, region);
}

/**
 * keyrack_tidy_row_set_paused:
 * @self: a tidy row
 * @paused: whether texts are taken as they are
 *
 * What is loaded into the row is no edit: it is not tidied and there is nothing to undo.
 */
void
keyrack_tidy_row_set_paused (KeyrackTidyRow *self,
                             gboolean        paused)
{
  g_return_if_fail (KEYRACK_IS_TIDY_ROW (self));

  self->paused = paused;
  self->typing = FALSE;
  if (paused)
    return;

  replace (&self->settled, gtk_editable_get_text (GTK_EDITABLE (self)));
  g_clear_pointer (&self->kept, g_free);
  set_notice (self, NULL, NULL, NULL);
}
