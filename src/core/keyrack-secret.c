/* keyrack-secret.c: a secret in memory: owned, unpageable where possible, wiped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-secret.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Lies in pages of its own, which nothing else is swapped, dumped or freed with. */
struct _KeyrackSecret
{
  gatomicrefcount refs;
  gsize           length;
  gsize           mapped;
  char            text[];
};

G_DEFINE_BOXED_TYPE (KeyrackSecret, keyrack_secret, keyrack_secret_ref, keyrack_secret_unref)

static gsize
round_to_pages (gsize size)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);

  return (size + page - 1) / page * page;
}

/**
 * keyrack_secret_new:
 * @text: (array length=length): the secret
 * @length: its length in bytes, or -1 when @text ends with a NUL
 *
 * Copies a secret into memory that is kept out of core files and, as far as the
 * limits of the process allow, out of the swap. @text stays the caller's, who
 * wipes it.
 *
 * Returns: (transfer full): a new secret
 */
KeyrackSecret *
keyrack_secret_new (const char *text,
                    gssize      length)
{
  KeyrackSecret *self = NULL;
  gsize size;
  gsize mapped;

  g_return_val_if_fail (text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  mapped = round_to_pages (sizeof (KeyrackSecret) + size + 1);

  self = mmap (NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self == MAP_FAILED)
    g_error ("No memory for a secret of %" G_GSIZE_FORMAT " bytes", size);

  /* Both are a best effort: a small RLIMIT_MEMLOCK is no reason to stop. */
  (void) mlock (self, mapped);
  (void) madvise (self, mapped, MADV_DONTDUMP);

  g_atomic_ref_count_init (&self->refs);
  self->length = size;
  self->mapped = mapped;
  memcpy (self->text, text, size);
  self->text[size] = '\0';

  return self;
}

/**
 * keyrack_secret_ref:
 * @self: a secret
 *
 * Returns: (transfer full): @self
 */
KeyrackSecret *
keyrack_secret_ref (KeyrackSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

/**
 * keyrack_secret_unref:
 * @self: (transfer full): a secret
 *
 * Wipes the secret when this was the last reference.
 */
void
keyrack_secret_unref (KeyrackSecret *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->refs))
    {
      gsize mapped = self->mapped;

      keyrack_secret_wipe (self, mapped);
      munmap (self, mapped);
    }
}

/**
 * keyrack_secret_peek:
 * @self: a secret
 *
 * Lends the text to whoever has to send, store or show it. It must not be
 * copied into memory that is not wiped.
 *
 * Returns: (transfer none): the text, ended by a NUL
 */
const char *
keyrack_secret_peek (KeyrackSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * keyrack_secret_get_length:
 * @self: a secret
 *
 * Returns: the length in bytes, without the NUL
 */
gsize
keyrack_secret_get_length (KeyrackSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * keyrack_secret_equal:
 * @a: (nullable): a secret
 * @b: (nullable): a secret
 *
 * Compares two secrets in a time that depends on their length only.
 *
 * Returns: %TRUE if both have the same text, or both are %NULL
 */
gboolean
keyrack_secret_equal (KeyrackSecret *a,
                      KeyrackSecret *b)
{
  volatile guchar difference = 0;

  if (a == NULL || b == NULL)
    return a == b;

  if (a->length != b->length)
    return FALSE;

  for (gsize i = 0; i < a->length; i++)
    difference |= (guchar) (a->text[i] ^ b->text[i]);

  return difference == 0;
}

/**
 * keyrack_secret_wipe:
 * @memory: (nullable): memory in which a secret stood
 * @length: its length in bytes
 *
 * Overwrites @memory in a way that the compiler can't leave out.
 */
void
keyrack_secret_wipe (gpointer memory,
                     gsize    length)
{
  if (memory != NULL)
    explicit_bzero (memory, length);
}
