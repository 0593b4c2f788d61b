/* keyrack-secret-store-calls.c: the calls of libsecret, for a service and for a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-secret-store-private.h"

#include <libsecret/secret.h>

#include "keyrack-secret-store-file.h"

/* A locked keyring answers as an empty one to whoever asks with the schema's name. */
static const SecretSchema schema = {
  .name = "io.github.keyrack.Secret",
  .flags = SECRET_SCHEMA_DONT_MATCH_NAME,
  .attributes = {
    { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "secret-ref", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "profile-id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "instance", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "region", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "client-id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "purpose", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

typedef GList RetrievableList;

static void
retrievable_list_free (RetrievableList *list)
{
  g_list_free_full (list, g_object_unref);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetrievableList, retrievable_list_free)

static GHashTable *
build_query (const char *secret_ref)
{
  if (secret_ref == NULL)
    return secret_attributes_build (&schema, "application", KEYRACK_APP_ID, NULL);

  return secret_attributes_build (&schema,
                                  "application", KEYRACK_APP_ID,
                                  "secret-ref", secret_ref,
                                  NULL);
}

/* Finds locked items too, never asks to unlock them. */
static gboolean
search (const char         *secret_ref,
        SecretSearchFlags   flags,
        RetrievableList   **items,
        GError            **error)
{
  g_autoptr(GHashTable) query = build_query (secret_ref);
  g_autoptr(GError) problem = NULL;

  *items = secret_password_searchv_sync (&schema, query, SECRET_SEARCH_ALL | flags, NULL, &problem);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static gboolean
is_locked (gpointer item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (item);
}

/* The keyring that a new secret goes to; none is no error, the first secret makes it. */
static gboolean
read_default_collection (SecretCollection **collection,
                         GError           **error)
{
  g_autoptr(SecretService) service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, error);
  g_autoptr(GError) problem = NULL;

  if (service == NULL)
    return FALSE;

  *collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT,
                                                  SECRET_COLLECTION_NONE, NULL, &problem);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* Opens a file, or looks at the lock of the keyring that a new secret goes to. */
gboolean
keyrack_keyring_call_check_unlocked (KeyrackKeyring  *self,
                                     gpointer         unused,
                                     GError         **error)
{
  g_autoptr(SecretCollection) collection = NULL;
  g_autoptr(RetrievableList) items = NULL;

  if (self->path != NULL)
    return search ("", SECRET_SEARCH_NONE, &items, error);

  if (!read_default_collection (&collection, error))
    return FALSE;

  if (collection == NULL || !secret_collection_get_locked (collection))
    return TRUE;

  keyrack_secret_store_set_error (error, KEYRACK_SECRET_STORE_ERROR_LOCKED);

  return FALSE;
}

/* An item that is not found is proven absent only while the keyring is unlocked. */
static gboolean
find_unlocked (KeyrackKeyring     *self,
               const char         *secret_ref,
               SecretSearchFlags   flags,
               RetrievableList   **items,
               GError            **error)
{
  if (!search (secret_ref, flags, items, error))
    return FALSE;

  if (*items == NULL && self->path == NULL)
    return keyrack_keyring_call_check_unlocked (self, NULL, error);

  for (GList *item = *items; item != NULL; item = item->next)
    {
      if (is_locked (item->data))
        {
          keyrack_secret_store_set_error (error, KEYRACK_SECRET_STORE_ERROR_LOCKED);
          return FALSE;
        }
    }

  return TRUE;
}

static KeyrackSecret *
retrieve (gpointer   item,
          GError   **error)
{
  g_autoptr(SecretValue) value = NULL;
  g_autoptr(GError) problem = NULL;
  gsize length = 0;
  const char *text = NULL;

  /* A service is not asked again for what came with the search. */
  if (SECRET_IS_ITEM (item))
    value = secret_item_get_secret (item);

  if (value == NULL)
    value = secret_retrievable_retrieve_secret_sync (SECRET_RETRIEVABLE (item), NULL, &problem);

  if (value == NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        keyrack_secret_store_set_error (error, KEYRACK_SECRET_STORE_ERROR_LOCKED);
      return NULL;
    }

  text = secret_value_get (value, &length);

  return keyrack_secret_new (text, (gssize) length);
}

gboolean
keyrack_keyring_call_lookup (KeyrackKeyring  *self,
                             gpointer         item,
                             GError         **error)
{
  KeyrackKeyringItem *wanted = item;
  g_autoptr(RetrievableList) items = NULL;

  if (!find_unlocked (self, wanted->secret_ref, SECRET_SEARCH_NONE, &items, error))
    return FALSE;

  if (items == NULL)
    {
      keyrack_secret_store_set_error (error, KEYRACK_SECRET_STORE_ERROR_NOT_FOUND);
      return FALSE;
    }

  wanted->secret = retrieve (items->data, error);

  return wanted->secret != NULL;
}

static void
gather (gpointer     item,
        GHashTable  *secrets,
        GError     **error)
{
  g_autoptr(GHashTable) attributes = secret_retrievable_get_attributes (SECRET_RETRIEVABLE (item));
  const char *secret_ref = g_hash_table_lookup (attributes, "secret-ref");
  KeyrackSecret *secret = secret_ref != NULL ? retrieve (item, error) : NULL;

  if (secret != NULL)
    g_hash_table_insert (secrets, g_strdup (secret_ref), secret);
}

gboolean
keyrack_keyring_call_gather (KeyrackKeyring  *self,
                             gpointer         secrets,
                             GError         **error)
{
  g_autoptr(RetrievableList) items = NULL;

  if (!find_unlocked (self, NULL, SECRET_SEARCH_LOAD_SECRETS, &items, error))
    return FALSE;

  for (GList *item = items; item != NULL; item = item->next)
    {
      g_autoptr(GError) problem = NULL;

      /* One that is damaged says nothing of the others. */
      gather (item->data, secrets, &problem);
      if (problem != NULL)
        g_debug ("Keyring: %s", problem->message);
    }

  return TRUE;
}

static char *
dup_label (KeyrackKeyringItem *item)
{
  char *label = NULL;

  if (item->profile == NULL)
    label = g_strdup (item->label);
  else
    label = g_strdup_printf ("Nexthink %s (%s)",
                             keyrack_profile_get_instance (item->profile),
                             keyrack_profile_get_region (item->profile));

  /* KWallet takes what stands before a slash for a folder. */
  return g_strdelimit (label, "/", '_');
}

static GHashTable *
build_attributes (KeyrackKeyringItem *item)
{
  if (item->profile == NULL)
    return secret_attributes_build (&schema,
                                    "application", KEYRACK_APP_ID,
                                    "secret-ref", item->secret_ref,
                                    "purpose", item->purpose,
                                    NULL);

  return secret_attributes_build (&schema,
                                  "application", KEYRACK_APP_ID,
                                  "secret-ref", item->secret_ref,
                                  "profile-id", keyrack_profile_get_id (item->profile),
                                  "instance", keyrack_profile_get_instance (item->profile),
                                  "region", keyrack_profile_get_region (item->profile),
                                  "client-id", keyrack_profile_get_client_id (item->profile),
                                  NULL);
}

gboolean
keyrack_keyring_call_store (KeyrackKeyring  *self,
                            gpointer         item,
                            GError         **error)
{
  KeyrackKeyringItem *new_item = item;
  g_autofree char *label = dup_label (new_item);
  g_autoptr(GHashTable) attributes = build_attributes (new_item);
  g_autoptr(SecretValue) value = NULL;
  g_autoptr(GError) problem = NULL;

  if (self->path != NULL && !keyrack_keyring_file_protect (self->path, error))
    return FALSE;

  value = secret_value_new (keyrack_secret_peek (new_item->secret),
                            (gssize) keyrack_secret_get_length (new_item->secret),
                            "text/plain");

  if (secret_password_storev_binary_sync (&schema, attributes, SECRET_COLLECTION_DEFAULT,
                                          label, value, NULL, &problem))
    return TRUE;

  if (g_error_matches (problem, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    keyrack_secret_store_set_error (error, KEYRACK_SECRET_STORE_ERROR_DISMISSED);
  else
    g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* Without a search before: it would fail on an item that is damaged. */
static gboolean
clear_in_file (KeyrackKeyring  *self,
               const char      *secret_ref,
               GError         **error)
{
  g_autoptr(GHashTable) query = build_query (secret_ref);
  g_autoptr(GError) problem = NULL;

  if (!keyrack_keyring_file_protect (self->path, error))
    return FALSE;

  /* FALSE without an error says that there was nothing to clear. */
  secret_password_clearv_sync (&schema, query, NULL, &problem);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* Item by item: secret_password_clear() returns its task twice when one can't be deleted. */
static gboolean
clear_in_service (KeyrackKeyring  *self,
                  const char      *secret_ref,
                  GError         **error)
{
  g_autoptr(RetrievableList) items = NULL;

  if (!find_unlocked (self, secret_ref, SECRET_SEARCH_NONE, &items, error))
    return FALSE;

  for (GList *item = items; item != NULL; item = item->next)
    {
      if (!secret_item_delete_sync (item->data, NULL, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
keyrack_keyring_call_clear (KeyrackKeyring  *self,
                            gpointer         secret_ref,
                            GError         **error)
{
  if (self->path != NULL)
    return clear_in_file (self, secret_ref, error);

  return clear_in_service (self, secret_ref, error);
}

/* Fails when a secret is there (still). */
gboolean
keyrack_keyring_call_check_gone (KeyrackKeyring  *self,
                                 gpointer         secret_ref,
                                 GError         **error)
{
  g_autoptr(RetrievableList) items = NULL;

  if (!find_unlocked (self, secret_ref, SECRET_SEARCH_NONE, &items, error))
    return FALSE;

  if (items == NULL)
    return TRUE;

  keyrack_secret_store_set_error (error, KEYRACK_SECRET_STORE_ERROR_FAILED);

  return FALSE;
}

static gboolean
ask_to_unlock (SecretService  *service,
                GList          *objects,
                GError        **error)
{
  g_autoptr(GError) problem = NULL;
  int n_unlocked = secret_service_unlock_sync (service, objects, NULL, NULL, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (n_unlocked > 0)
    return TRUE;

  keyrack_secret_store_set_error (error, KEYRACK_SECRET_STORE_ERROR_DISMISSED);

  return FALSE;
}

/* Secrets can lie in another keyring than the one that new ones go to. */
static GList *
keep_locked (RetrievableList *items)
{
  GList *locked = NULL;

  for (GList *item = items; item != NULL; item = item->next)
    {
      if (is_locked (item->data))
        locked = g_list_prepend (locked, item->data);
    }

  return locked;
}

gboolean
keyrack_keyring_call_unlock (KeyrackKeyring  *self,
                             gpointer         unused,
                             GError         **error)
{
  g_autoptr(SecretService) service = NULL;
  g_autoptr(SecretCollection) collection = NULL;
  g_autoptr(RetrievableList) items = NULL;
  g_autoptr(GList) locked = NULL;

  /* The portal asks for what it needs when the file is opened. */
  if (self->path != NULL)
    return keyrack_keyring_call_check_unlocked (self, NULL, error);

  service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, error);
  if (service == NULL || !read_default_collection (&collection, error))
    return FALSE;

  if (collection != NULL && secret_collection_get_locked (collection))
    {
      g_autoptr(GList) collections = g_list_prepend (NULL, collection);

      if (!ask_to_unlock (service, collections, error))
        return FALSE;
    }

  if (!search (NULL, SECRET_SEARCH_NONE, &items, error))
    return FALSE;

  locked = keep_locked (items);

  return locked == NULL || ask_to_unlock (service, locked, error);
}
