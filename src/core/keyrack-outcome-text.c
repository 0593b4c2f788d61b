/* keyrack-outcome-text.c: message and advice of each outcome
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-outcome.h"

#include <glib/gi18n-lib.h>

#include "keyrack-text.h"

#define FACT_MAX 100 /* characters */

/* Which fact a sentence names in place of its "%s". */
typedef enum
{
  FACT_NONE,
  FACT_HOST,
  FACT_NAME,
  FACT_SUBJECT,
  FACT_STATUS,
  FACT_DATE,
  FACT_SECONDS,
} Fact;

/* The row of a reason comes after the outcome's row without one, which also serves the
 * reasons that have no words of their own. "named" is said when the fact is known. */
static const struct
{
  KeyrackOutcome  outcome;
  KeyrackReason   reason;
  Fact            fact;
  const char     *message;
  const char     *named_message;
  const char     *advice;
  const char     *named_advice;
} texts[] = {
  {
    KEYRACK_OUTCOME_NOT_TESTED, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("Not tested"),
    .advice = N_("Test the connection to see whether it works."),
  },
  {
    KEYRACK_OUTCOME_NOT_TESTED, KEYRACK_REASON_UNTESTABLE, FACT_NONE,
    .message = N_("Not tested: these values can’t be right"),
    .advice = N_("Nothing was sent. Correct instance name, region, client ID or secret."),
  },
  {
    KEYRACK_OUTCOME_OK, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("Works"),
  },

  /* What the server said. */
  {
    KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("Client ID or secret was refused"),
    .advice = N_("Were both copied whole? Are instance and region right? Or was the credential "
                 "deleted in Nexthink?"),
  },
  {
    KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_CLIENT_ID, FACT_NONE,
    .message = N_("The client ID was refused"),
    .advice = N_("Was it copied whole? Are instance and region right? Or was the credential "
                 "deleted in Nexthink?"),
  },
  {
    KEYRACK_OUTCOME_INVALID_CLIENT, KEYRACK_REASON_CLIENT_SECRET, FACT_NONE,
    .message = N_("The client secret was refused"),
    .advice = N_("Was it copied whole? Does it belong to this client ID? Or was the credential "
                 "replaced in Nexthink?"),
  },
  {
    KEYRACK_OUTCOME_INVALID_SCOPE, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("Nexthink did not accept the scope of the request"),
    .advice = N_("The credential may not use “service:integration”. An administrator of the "
                 "instance can create a new one under Administration → API credentials."),
  },
  {
    KEYRACK_OUTCOME_UNAUTHORIZED_CLIENT, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("Nexthink gives this credential no access tokens"),
    .advice = N_("It is not enabled for client credentials. An administrator of the instance can "
                 "create a new one under Administration → API credentials."),
  },
  {
    KEYRACK_OUTCOME_ACCESS_DENIED, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("Nexthink did not accept the request: a policy denies access"),
    .advice = N_("Ask an administrator of the instance, or Nexthink support, which policy applies "
                 "to this credential."),
  },
  {
    KEYRACK_OUTCOME_INVALID_REQUEST, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("Nexthink did not accept the form of the request"),
    .advice = N_("A proxy on the way may have changed it. If you use none, please report this with "
                 "the details."),
  },
  {
    KEYRACK_OUTCOME_RATE_LIMITED, KEYRACK_REASON_NONE, FACT_SECONDS,
    .message = N_("Too many requests"),
    .advice = N_("Wait a minute, then try again."),
    /* Translators: %s is a number of seconds */
    .named_advice = N_("Wait %s s, then try again."),
  },
  {
    KEYRACK_OUTCOME_NOT_FOUND, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("Not found at this address"),
    .advice = N_("Check the instance name and the region."),
  },
  {
    KEYRACK_OUTCOME_REDIRECTED, KEYRACK_REASON_NONE, FACT_SUBJECT,
    .message = N_("The server wants to send us elsewhere; not followed"),
    /* Translators: %s is the host name of another server */
    .named_message = N_("The server wants to send us to %s; not followed"),
    .advice = N_("Check the instance name and the region. If the network asks for a sign-in, sign "
                 "in first."),
  },
  {
    KEYRACK_OUTCOME_SERVER_ERROR, KEYRACK_REASON_NONE, FACT_STATUS,
    .message = N_("Nexthink has a problem"),
    /* Translators: %s is an HTTP status such as 503 */
    .named_message = N_("Nexthink has a problem (%s)"),
    .advice = N_("Try again in a few minutes."),
  },
  {
    KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("The answer is not what Nexthink sends"),
    .advice = N_("Something else may answer in its place. Check the network and the proxy."),
  },
  {
    KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_WEB_PAGE, FACT_NONE,
    .message = N_("A web page came instead of a token"),
    .advice = N_("Sign in to the network first, then try again."),
  },
  {
    KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_EMPTY, FACT_NONE,
    .message = N_("The answer is empty"),
    .advice = N_("Try again. If it stays empty, check the network and the proxy."),
  },
  {
    KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_DAMAGED, FACT_NONE,
    .message = N_("The answer is damaged"),
    .advice = N_("Try again. If it stays damaged, check the network and the proxy."),
  },
  {
    KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_NO_TOKEN, FACT_NONE,
    .message = N_("There is no usable token in the answer"),
    .advice = N_("Try again. If it stays so, check the network and the proxy."),
  },
  {
    KEYRACK_OUTCOME_UNEXPECTED_ANSWER, KEYRACK_REASON_STATUS, FACT_STATUS,
    .message = N_("The answer has an unexpected status"),
    /* Translators: %s is an HTTP status such as 418 */
    .named_message = N_("The answer has an unexpected status (%s)"),
    .advice = N_("Check the instance name and the region, the network and the proxy."),
  },
  {
    KEYRACK_OUTCOME_ANSWER_TOO_LARGE, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("The answer was too large and was stopped"),
    .advice = N_("No token is that large: something else may answer in Nexthink’s place. Check the "
                 "network and the proxy."),
  },

  /* What the network did. */
  {
    KEYRACK_OUTCOME_NAME_NOT_FOUND, KEYRACK_REASON_NONE, FACT_HOST,
    .message = N_("Can’t find the server"),
    /* Translators: %s is a host name */
    .named_message = N_("Can’t find %s"),
    .advice = N_("Check the instance name and the region, or your network."),
  },
  {
    KEYRACK_OUTCOME_NAME_LOOKUP_FAILED, KEYRACK_REASON_NONE, FACT_HOST,
    .message = N_("Can’t look up the name of the server at the moment"),
    /* Translators: %s is a host name */
    .named_message = N_("Can’t look up %s at the moment"),
    .advice = N_("The name service did not answer. Check your network, then try again."),
  },
  {
    KEYRACK_OUTCOME_CONNECTION_REFUSED, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("The server refused the connection"),
    .advice = N_("It may be down, or a firewall blocks it."),
  },
  {
    KEYRACK_OUTCOME_CONNECTION_FAILED, KEYRACK_REASON_NONE, FACT_HOST,
    .message = N_("Can’t connect to the server"),
    /* Translators: %s is a host name */
    .named_message = N_("Can’t connect to %s"),
    .advice = N_("It may be down, or a firewall blocks it. Check your network, then try again."),
  },
  {
    KEYRACK_OUTCOME_CONNECTION_FAILED, KEYRACK_REASON_NO_ROUTE, FACT_HOST,
    .message = N_("There is no way to the server"),
    /* Translators: %s is a host name; there is no network route to it */
    .named_message = N_("There is no way to %s"),
    .advice = N_("Check your network, or your VPN if you need one. A firewall may block it."),
  },
  {
    KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("The connection was lost"),
    .advice = N_("Try again. If it happens each time, a firewall may cut the connection."),
  },
  {
    KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_CUT_OFF, FACT_NONE,
    .message = N_("The answer was cut off"),
    .advice = N_("Try again. If it happens each time, a firewall may cut the connection."),
  },
  {
    KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_NONE, FACT_SECONDS,
    .message = N_("No answer in time"),
    /* Translators: %s is a number of seconds */
    .named_message = N_("No answer within %s s"),
    .advice = N_("Try again. If it stays so, a firewall may block the connection."),
  },
  {
    KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_NO_REPLY, FACT_SECONDS,
    .message = N_("Connected, but no reply in time"),
    /* Translators: %s is a number of seconds */
    .named_message = N_("Connected, but no reply within %s s"),
    .advice = N_("Try again."),
  },
  {
    KEYRACK_OUTCOME_TIMEOUT, KEYRACK_REASON_TOO_SLOW, FACT_NONE,
    .message = N_("The reply was too slow and was stopped"),
    .advice = N_("Try again."),
  },
  {
    KEYRACK_OUTCOME_OFFLINE, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("You are offline"),
    .advice = N_("Your connections stay usable. Test again when the network is back."),
  },

  /* Whether the server is the one it says it is. */
  {
    KEYRACK_OUTCOME_TLS_UNTRUSTED, KEYRACK_REASON_NONE, FACT_SUBJECT,
    .message = N_("The certificate of the server comes from an unknown issuer"),
    /* Translators: %s is the name of a certificate authority */
    .named_message = N_("The certificate of the server comes from the unknown issuer “%s”"),
    .advice = N_("The credential was not sent. In a company network that inspects connections, "
                 "choose its CA file in Preferences."),
  },
  {
    KEYRACK_OUTCOME_TLS_EXPIRED, KEYRACK_REASON_NONE, FACT_DATE,
    .message = N_("The certificate of the server has expired"),
    /* Translators: %s is a date */
    .named_message = N_("The certificate of the server expired on %s"),
    .advice = N_("The credential was not sent. Check the date and time of this computer."),
  },
  {
    KEYRACK_OUTCOME_TLS_EXPIRED, KEYRACK_REASON_NOT_YET_VALID, FACT_DATE,
    .message = N_("The certificate of the server is not valid yet"),
    /* Translators: %s is a date */
    .named_message = N_("The certificate of the server is not valid before %s"),
    .advice = N_("The credential was not sent. Check the date and time of this computer."),
  },
  {
    KEYRACK_OUTCOME_TLS_WRONG_HOST, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("The certificate belongs to another server"),
    .advice = N_("The credential was not sent. The region may be wrong, or somebody intercepts the "
                 "connection."),
  },
  {
    KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("No secure connection to the server"),
    .advice = N_("The credential was not sent. Try again; if it stays so, check the network and "
                 "the proxy."),
  },
  {
    KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_CERTIFICATE_WEAK, FACT_NONE,
    .message = N_("The certificate of the server is too weak"),
    .advice = N_("The credential was not sent. Something else may answer in Nexthink’s place. "
                 "Check the network and the proxy."),
  },
  {
    KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_OUTDATED_TLS, FACT_NONE,
    .message = N_("The server offers outdated encryption only"),
    .advice = N_("The credential was not sent. Something else may answer in Nexthink’s place. "
                 "Check the network and the proxy."),
  },
  {
    KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_NOT_TLS, FACT_NONE,
    .message = N_("What answers is not a secure server"),
    .advice = N_("The credential was not sent. Something else may answer in Nexthink’s place. "
                 "Check the network and the proxy."),
  },
  {
    KEYRACK_OUTCOME_CA_FILE_UNREADABLE, KEYRACK_REASON_NONE, FACT_SUBJECT,
    .message = N_("The CA file can’t be read"),
    /* Translators: %s is the path of a file */
    .named_message = N_("The CA file can’t be read: %s"),
    .advice = N_("Choose another file, or none. It must hold certificates in PEM format."),
  },

  /* What stands between. */
  {
    KEYRACK_OUTCOME_PROXY_UNREACHABLE, KEYRACK_REASON_NONE, FACT_SUBJECT,
    .message = N_("Can’t reach the proxy"),
    /* Translators: %s is a proxy as HOST:PORT */
    .named_message = N_("Can’t reach the proxy %s"),
    .advice = N_("Check the proxy in Preferences, or your network."),
  },
  {
    KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED, KEYRACK_REASON_NONE, FACT_SUBJECT,
    .message = N_("The proxy wants a sign-in"),
    /* Translators: %s is a proxy as HOST:PORT */
    .named_message = N_("The proxy %s wants a sign-in"),
    .advice = N_("Set user name and password of the proxy in Preferences."),
  },
  {
    KEYRACK_OUTCOME_PROXY_FAILED, KEYRACK_REASON_NONE, FACT_SUBJECT,
    .message = N_("The proxy did not connect us"),
    /* Translators: %s is a proxy as HOST:PORT */
    .named_message = N_("The proxy %s did not connect us"),
    .advice = N_("Ask whoever runs the proxy, or choose another one in Preferences."),
  },

  /* What our own side lacks. */
  {
    KEYRACK_OUTCOME_NO_SECRET, KEYRACK_REASON_NONE, FACT_NAME,
    .message = N_("No secret is stored"),
    /* Translators: %s is the name of a connection */
    .named_message = N_("No secret is stored for “%s”"),
    .advice = N_("Enter the client secret, then test again."),
  },
  {
    KEYRACK_OUTCOME_NO_SECRET, KEYRACK_REASON_OUT_OF_REACH, FACT_NONE,
    .message = N_("No secret for this session"),
    .advice = N_("It may be in a password store that is not there. Enter it for this session."),
  },
  {
    KEYRACK_OUTCOME_KEYRING_LOCKED, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("Secrets are locked"),
    .advice = N_("Unlock them, then test again."),
  },
  {
    KEYRACK_OUTCOME_KEYRING_LOCKED, KEYRACK_REASON_DISMISSED, FACT_NONE,
    .message = N_("Secrets are still locked; nothing was changed"),
    .advice = N_("Unlock them, then test again."),
  },
  {
    KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("No password store found"),
    .advice = N_("Install and start GNOME Keyring, KWallet or KeePassXC with its Secret Service."),
  },
  {
    KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_SANDBOXED, FACT_NONE,
    .message = N_("No password store found"),
    .advice = N_("Install and start GNOME Keyring or KWallet, or let Keyrack reach it: flatpak "
                 "override --user --talk-name=org.freedesktop.secrets io.github.keyrack.keyrack"),
  },
  {
    KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_SILENT, FACT_NONE,
    .message = N_("The password store is not answering"),
    .advice = N_("A prompt of it may be open. Try again."),
  },
  {
    KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_DIED, FACT_NONE,
    .message = N_("The password store stopped working"),
    .advice = N_("Try again. If it stays so, sign out of the desktop and in again."),
  },
  {
    KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_DAMAGED, FACT_NONE,
    .message = N_("The file of the password store is damaged; it was not opened"),
    .advice = N_("Nothing was changed. Restore the file from a copy."),
  },
  {
    KEYRACK_OUTCOME_KEYRING_UNAVAILABLE, KEYRACK_REASON_FAILED, FACT_NONE,
    .message = N_("The password store could not give the secret"),
    .advice = N_("Try again. If it stays so, sign out of the desktop and in again."),
  },
  {
    KEYRACK_OUTCOME_CANCELLED, KEYRACK_REASON_NONE, FACT_NONE,
    .message = N_("Cancelled"),
    .advice = N_("Nothing was found out. Test again when you like."),
  },
};

static gsize
find_row (KeyrackOutcome             outcome,
          const KeyrackOutcomeFacts *facts)
{
  KeyrackReason reason = facts != NULL ? facts->reason : KEYRACK_REASON_NONE;
  gsize found = G_N_ELEMENTS (texts);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i].outcome != outcome)
        continue;

      if (texts[i].reason == KEYRACK_REASON_NONE || texts[i].reason == reason)
        found = i;
    }

  g_assert (found < G_N_ELEMENTS (texts));

  return found;
}

static char *
dup_date (gint64 seconds)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (seconds);

  if (date == NULL)
    return NULL;

  /* Translators: a date as g_date_time_format() writes it: day, month, year */
  return g_date_time_format (date, _("%-e %B %Y"));
}

static char *
dup_text (const char *text)
{
  return text != NULL && *text != '\0' ? keyrack_text_dup_printable (text, FACT_MAX) : NULL;
}

static char *
dup_fact (Fact                       fact,
          const KeyrackOutcomeFacts *facts)
{
  switch (fact)
    {
    case FACT_HOST:
      return dup_text (facts->host);

    case FACT_NAME:
      return dup_text (facts->profile_name);

    case FACT_SUBJECT:
      return dup_text (facts->subject);

    case FACT_STATUS:
      return facts->http_status > 0 ? g_strdup_printf ("%u", facts->http_status) : NULL;

    case FACT_SECONDS:
      return facts->seconds > 0 ? g_strdup_printf ("%u", facts->seconds) : NULL;

    case FACT_DATE:
      return facts->certificate_date != 0 ? dup_date (facts->certificate_date) : NULL;

    case FACT_NONE:
    default:
      return NULL;
    }
}

/* Not a printf: a translation must not be able to do harm. */
static char *
dup_sentence (const char                *plain,
              const char                *named,
              Fact                       fact,
              const KeyrackOutcomeFacts *facts)
{
  g_autofree char *value = named != NULL && facts != NULL ? dup_fact (fact, facts) : NULL;
  g_autoptr(GString) sentence = NULL;

  if (value == NULL)
    return g_strdup (_(plain));

  sentence = g_string_new (_(named));
  g_string_replace (sentence, "%s", value, 1);

  return g_string_free (g_steal_pointer (&sentence), FALSE);
}

/**
 * keyrack_outcome_dup_message:
 * @self: an outcome
 * @facts: (nullable): what is known besides
 *
 * Returns: (transfer full): what happened, in one line in the user's language
 */
char *
keyrack_outcome_dup_message (KeyrackOutcome             self,
                             const KeyrackOutcomeFacts *facts)
{
  gsize i = find_row (self, facts);

  return dup_sentence (texts[i].message, texts[i].named_message, texts[i].fact, facts);
}

/**
 * keyrack_outcome_dup_advice:
 * @self: an outcome
 * @facts: (nullable): what is known besides
 *
 * Returns: (transfer full) (nullable): the next step in the user's language, or
 *   %NULL when all is well
 */
char *
keyrack_outcome_dup_advice (KeyrackOutcome             self,
                            const KeyrackOutcomeFacts *facts)
{
  gsize i = find_row (self, facts);

  if (texts[i].advice == NULL)
    return NULL;

  return dup_sentence (texts[i].advice, texts[i].named_advice, texts[i].fact, facts);
}
