/* keyrack-pair-card.c: one of two pairs side by side: whose it is, what its test found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-pair-card.h"

#include <glib/gi18n.h>

#include "keyrack-closures.h"
#include "keyrack-result-text.h"
#include "keyrack-text.h"

struct _KeyrackPairCard
{
  GtkWidget  parent_instance;

  /* Template widgets. */
  GtkWidget *box;
  GtkLabel  *title_label;
  GtkLabel  *state_label;
  GtkStack  *icons;
  GtkImage  *icon;
  GtkLabel  *word_label;
  GtkLabel  *time_label;
  GtkLabel  *remark_label;
  GtkLabel  *client_id_label;
  GtkLabel  *since_label;

  char      *title;
};

G_DEFINE_FINAL_TYPE (KeyrackPairCard, keyrack_pair_card, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_result (KeyrackPairCard   *self,
             KeyrackTestResult *result,
             gboolean           testing)
{
  g_autofree char *word = keyrack_closure_status_word (G_OBJECT (self), result, testing);
  g_autofree char *icon = keyrack_closure_status_icon (G_OBJECT (self), result);
  g_auto(GStrv) classes = keyrack_closure_status_classes (G_OBJECT (self), result);
  g_autofree char *span = NULL;

  if (result != NULL && !testing)
    span = keyrack_result_text_dup_span (keyrack_test_result_get_facts (result)->phases.total);

  gtk_stack_set_visible_child_name (self->icons, testing ? "spinner" : "icon");
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char **) classes);
  show_text (self->word_label, word);
  show_text (self->time_label, span);
}

static void
show_client_id (KeyrackPairCard *self,
                const char      *client_id)
{
  g_autofree char *short_id = client_id != NULL && *client_id != '\0' ? keyrack_text_dup_short (client_id) : NULL;
  g_autofree char *escaped = short_id != NULL ? g_markup_printf_escaped ("<tt>%s</tt>", short_id) : NULL;
  g_autofree char *markup = NULL;

  if (escaped != NULL)
    {
      /* Translators: a client ID, shortened: "Client ID qh31…8fzk" */
      markup = g_strdup_printf (_("Client ID %s"), escaped);
    }

  gtk_label_set_markup (self->client_id_label, markup != NULL ? markup : "");
  gtk_widget_set_visible (GTK_WIDGET (self->client_id_label), markup != NULL);
}

static void
keyrack_pair_card_constructed (GObject *object)
{
  KeyrackPairCard *self = KEYRACK_PAIR_CARD (object);

  G_OBJECT_CLASS (keyrack_pair_card_parent_class)->constructed (object);

  gtk_label_set_label (self->title_label, self->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title, -1);
}

static void
keyrack_pair_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KEYRACK_TYPE_PAIR_CARD);

  G_OBJECT_CLASS (keyrack_pair_card_parent_class)->dispose (object);
}

static void
keyrack_pair_card_finalize (GObject *object)
{
  g_free (KEYRACK_PAIR_CARD (object)->title);

  G_OBJECT_CLASS (keyrack_pair_card_parent_class)->finalize (object);
}

static void
keyrack_pair_card_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, KEYRACK_PAIR_CARD (object)->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_pair_card_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_TITLE:
      KEYRACK_PAIR_CARD (object)->title = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_pair_card_class_init (KeyrackPairCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = keyrack_pair_card_constructed;
  object_class->dispose = keyrack_pair_card_dispose;
  object_class->finalize = keyrack_pair_card_finalize;
  object_class->get_property = keyrack_pair_card_get_property;
  object_class->set_property = keyrack_pair_card_set_property;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-pair-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairCard, box);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairCard, client_id_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairCard, icon);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairCard, icons);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairCard, remark_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairCard, since_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairCard, state_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairCard, time_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackPairCard, word_label);
}

static void
keyrack_pair_card_init (KeyrackPairCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
keyrack_pair_card_show_facts (KeyrackPairCard        *self,
                              const KeyrackPairFacts *facts)
{
  g_return_if_fail (KEYRACK_IS_PAIR_CARD (self));
  g_return_if_fail (facts != NULL);

  show_text (self->state_label, facts->state);
  show_result (self, facts->result, facts->testing);
  show_text (self->remark_label, facts->remark);
  show_client_id (self, facts->client_id);
  show_text (self->since_label, facts->since);
}
