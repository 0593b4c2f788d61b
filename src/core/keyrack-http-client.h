/* keyrack-http-client.h: requests on one network thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-outcome.h"
#include "keyrack-phases.h"
#include "keyrack-secret.h"

G_BEGIN_DECLS

/* Where connections go. */
typedef struct
{
  char          *connect_to;     /* (nullable) host:port that stands in for every server */
  char          *ca_file;        /* (nullable) a PEM file trusted besides the system's */
  char          *proxy;          /* (nullable) URI; NULL: environment, then GProxyResolver; "": direct */
  char          *proxy_user;     /* (nullable) who asks that proxy */
  KeyrackSecret *proxy_password; /* (nullable) */
  guint          connect_limit;  /* seconds, for the names and again for the connection */
  guint          total_limit;    /* seconds */
  guint          slow_limit;     /* seconds that a reply may drip with less than 100 bytes each */
} KeyrackHttpSettings;

/* One request. The host is a checked host name, never a URL. */
typedef struct
{
  const char    *method;        /* "GET" or "POST" */
  const char    *host;
  const char    *path;          /* begins with "/" */
  const char    *client_id;     /* (nullable) with secret: Authorization: Basic */
  KeyrackSecret *secret;        /* (nullable) */
  KeyrackSecret *bearer;        /* (nullable) Authorization: Bearer */
  const char    *form;          /* (nullable) application/x-www-form-urlencoded body */
  gboolean       brief;         /* the beginning of the body is enough: no more is read */
} KeyrackHttpRequest;

/* Either a whole HTTP answer (failure is KEYRACK_OUTCOME_OK) or the fault that prevented it. */
typedef struct
{
  gatomicrefcount  refs;
  KeyrackOutcome   failure;
  KeyrackReason    reason;
  char            *subject;           /* (nullable) see KeyrackOutcomeFacts */
  gint64           certificate_date;
  guint            seconds;           /* the limit that ran out */
  guint            status;
  char            *content_type;      /* (nullable) these headers only */
  char            *location;
  char            *retry_after;
  char            *rate_limit_reset;
  gint64           certificate_end;   /* when the first of the certificates shown ends, 0 unknown */
  gint64           date;              /* the server's clock, seconds since the epoch, 0 unknown */
  KeyrackSecret   *body;              /* never NULL when there is an answer */
  KeyrackPhases    phases;
} KeyrackHttpAnswer;

/* In the caller's main context, each time a phase begins. */
typedef void (*KeyrackHttpProgressFunc) (KeyrackPhase         phase,
                                         const KeyrackPhases *phases,
                                         gpointer             user_data);

#define KEYRACK_TYPE_HTTP_CLIENT (keyrack_http_client_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackHttpClient, keyrack_http_client, KEYRACK, HTTP_CLIENT, GObject)

void                 keyrack_http_client_init_process         (void);
KeyrackHttpSettings *keyrack_http_settings_new                (void);
KeyrackHttpSettings *keyrack_http_settings_new_from_environment (void);
KeyrackHttpSettings *keyrack_http_settings_copy               (const KeyrackHttpSettings *self);
void                 keyrack_http_settings_free               (KeyrackHttpSettings       *self);
char                *keyrack_http_settings_dup_warning        (const KeyrackHttpSettings *self);

KeyrackHttpRequest  *keyrack_http_request_copy                (const KeyrackHttpRequest  *self);
void                 keyrack_http_request_free                (KeyrackHttpRequest        *self);

KeyrackHttpAnswer   *keyrack_http_answer_new                  (void);
KeyrackHttpAnswer   *keyrack_http_answer_ref                  (KeyrackHttpAnswer         *self);
void                 keyrack_http_answer_unref                (KeyrackHttpAnswer         *self);
gboolean             keyrack_http_answer_is_web_page          (const KeyrackHttpAnswer   *self);
gint64               keyrack_http_parse_date                  (const char                *text);

KeyrackHttpClient   *keyrack_http_client_new                  (const KeyrackHttpSettings *settings);
void                 keyrack_http_client_set_settings         (KeyrackHttpClient         *self,
                                                               const KeyrackHttpSettings *settings);
void                 keyrack_http_client_send_async           (KeyrackHttpClient         *self,
                                                               const KeyrackHttpRequest  *request,
                                                               KeyrackHttpProgressFunc    progress,
                                                               gpointer                   progress_data,
                                                               GCancellable              *cancellable,
                                                               GAsyncReadyCallback        callback,
                                                               gpointer                   user_data);
KeyrackHttpAnswer   *keyrack_http_client_send_finish          (KeyrackHttpClient         *self,
                                                               GAsyncResult              *result,
                                                               GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackHttpSettings, keyrack_http_settings_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackHttpAnswer, keyrack_http_answer_unref)

G_END_DECLS
