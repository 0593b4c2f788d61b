/* keyrack-certificate.c: whose a certificate is, and until when
 *
 * GIO would read them with glib-networking, which nothing else here needs, and
 * libcurl tells of the certificates of servers only. Two fields of DER (RFC
 * 5280, 4.1) are no reason for a library: they are for display, and whether
 * a certificate is trusted is up to libcurl.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-certificate.h"

#include <stdio.h>
#include <string.h>

#include "keyrack-text.h"

#define BEGIN_CERTIFICATE "-----BEGIN CERTIFICATE-----"
#define END_CERTIFICATE   "-----END CERTIFICATE-----"

#define MAX_SUBJECT 64 /* ub-common-name */

enum
{
  DER_OBJECT_ID        = 0x06,
  DER_UTF8_STRING      = 0x0c,
  DER_PRINTABLE_STRING = 0x13,
  DER_IA5_STRING       = 0x16,
  DER_UTC_TIME         = 0x17,
  DER_GENERALIZED_TIME = 0x18,
  DER_SEQUENCE         = 0x30,
  DER_SET              = 0x31,
  DER_VERSION          = 0xa0,
};

static const guchar common_name[] = { 0x55, 0x04, 0x03 };  /* 2.5.4.3 */
static const guchar organisation[] = { 0x55, 0x04, 0x0a };  /* 2.5.4.10 */

typedef struct
{
  const guchar *data;
  gsize         length;
} Der;

/* The next value of @der, which goes on behind it. Lengths are definite and fit in four bytes. */
static gboolean
next (Der  *der,
      int  *tag,
      Der  *value)
{
  gsize length = 0;
  gsize head = 2;

  if (der->length < head)
    return FALSE;

  length = der->data[1];
  if (length >= 0x80)
    {
      gsize n_bytes = length & 0x7f;

      head += n_bytes;
      if (n_bytes == 0 || n_bytes > 4 || der->length < head)
        return FALSE;

      length = 0;
      for (gsize i = 0; i < n_bytes; i++)
        length = length << 8 | der->data[2 + i];
    }

  if (length > der->length - head)
    return FALSE;

  *tag = der->data[0];
  *value = (Der) { der->data + head, length };
  der->data += head + length;
  der->length -= head + length;

  return TRUE;
}

static gboolean
next_is (Der *der,
         int  wanted,
         Der *value)
{
  int tag = 0;

  return next (der, &tag, value) && tag == wanted;
}

static gboolean
skip (Der *der)
{
  int tag = 0;
  Der value;

  return next (der, &tag, &value);
}

/* YYMMDDHHMMSSZ, from 1950 to 2049, or YYYYMMDDHHMMSSZ. */
static gint64
read_time (int        tag,
           const Der *value)
{
  g_autofree char *text = g_strndup ((const char *) value->data, value->length);
  g_autoptr(GDateTime) time = NULL;
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, end = 0;

  sscanf (text, tag == DER_UTC_TIME ? "%2d%2d%2d%2d%2d%2dZ%n" : "%4d%2d%2d%2d%2d%2dZ%n",
          &year, &month, &day, &hour, &minute, &second, &end);
  if (end == 0 || (gsize) end != value->length)
    return 0;

  if (tag == DER_UTC_TIME)
    year += year < 50 ? 2000 : 1900;
  time = g_date_time_new_utc (year, month, day, hour, minute, second);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static gboolean
read_not_after (Der     validity,
                gint64 *not_after)
{
  int tag = 0;
  Der value;

  if (!skip (&validity) || !next (&validity, &tag, &value)
      || (tag != DER_UTC_TIME && tag != DER_GENERALIZED_TIME))
    return FALSE;

  *not_after = read_time (tag, &value);

  return *not_after != 0;
}

static char *
dup_printable (const Der *value)
{
  g_autofree char *text = g_strndup ((const char *) value->data, MIN (value->length, MAX_SUBJECT * 4));
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  return keyrack_text_dup_printable (valid, MAX_SUBJECT);
}

/* The attribute @id of a name; NULL if it has none in a form that is in use. */
static char *
dup_attribute (Der           name,
               const guchar  id[3])
{
  Der set, attribute, found, value;

  while (next_is (&name, DER_SET, &set))
    {
      while (next_is (&set, DER_SEQUENCE, &attribute))
        {
          int tag = 0;

          if (next_is (&attribute, DER_OBJECT_ID, &found) && next (&attribute, &tag, &value)
              && found.length == 3 && memcmp (found.data, id, 3) == 0
              && (tag == DER_UTF8_STRING || tag == DER_PRINTABLE_STRING || tag == DER_IA5_STRING))
            return dup_printable (&value);
        }
    }

  return NULL;
}

static char *
dup_subject (Der name)
{
  char *subject = dup_attribute (name, common_name);

  if (subject == NULL)
    subject = dup_attribute (name, organisation);

  return subject != NULL ? subject : g_strdup ("");
}

/* serial number, algorithm, issuer, validity, subject; before them perhaps the version */
static KeyrackCertificate *
read_certificate (Der der)
{
  KeyrackCertificate *self = NULL;
  Der certificate, fields, validity, subject;
  gint64 not_after = 0;

  if (!next_is (&der, DER_SEQUENCE, &certificate) || !next_is (&certificate, DER_SEQUENCE, &fields))
    return NULL;

  if (fields.length > 0 && fields.data[0] == DER_VERSION && !skip (&fields))
    return NULL;

  if (!skip (&fields) || !skip (&fields) || !skip (&fields)
      || !next_is (&fields, DER_SEQUENCE, &validity)
      || !next_is (&fields, DER_SEQUENCE, &subject)
      || !read_not_after (validity, &not_after))
    return NULL;

  self = g_new0 (KeyrackCertificate, 1);
  self->subject = dup_subject (subject);
  self->not_after = not_after;

  return self;
}

/**
 * keyrack_certificates_read:
 * @pem: text with certificates
 *
 * Reads what is to be shown of certificates. Nothing is verified.
 *
 * Returns: (transfer full) (element-type KeyrackCertificate): those that can be read, in
 *   their order
 */
GPtrArray *
keyrack_certificates_read (const char *pem)
{
  GPtrArray *certificates = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_certificate_free);
  const char *begin = NULL;

  g_return_val_if_fail (pem != NULL, certificates);

  for (begin = strstr (pem, BEGIN_CERTIFICATE); begin != NULL; begin = strstr (begin, BEGIN_CERTIFICATE))
    {
      const char *end = NULL;
      g_autofree char *body = NULL;
      g_autofree guchar *bytes = NULL;
      KeyrackCertificate *certificate = NULL;
      Der der = { NULL, 0 };

      begin += strlen (BEGIN_CERTIFICATE);
      end = strstr (begin, END_CERTIFICATE);
      if (end == NULL)
        break;

      body = g_strndup (begin, (gsize) (end - begin));
      bytes = g_base64_decode (body, &der.length);
      der.data = bytes;
      certificate = read_certificate (der);
      if (certificate != NULL)
        g_ptr_array_add (certificates, certificate);
    }

  return certificates;
}

void
keyrack_certificate_free (KeyrackCertificate *self)
{
  g_free (self->subject);
  g_free (self);
}
