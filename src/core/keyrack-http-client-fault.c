/* keyrack-http-client-fault.c: from what libcurl says to an outcome
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-http-client-fault.h"

#include <curl/curl.h>
#include <errno.h>
#include <string.h>

#define PROXY_AUTHENTICATION_REQUIRED 407

/* From OpenSSL's x509_vfy.h: libcurl hands the numbers on, and they do not change. */
enum
{
  VERIFY_UNSPECIFIED = 1,
  VERIFY_NO_ISSUER = 2,
  VERIFY_NOT_YET_VALID = 9,
  VERIFY_EXPIRED = 10,
  VERIFY_SELF_SIGNED = 18,
  VERIFY_SELF_SIGNED_IN_CHAIN = 19,
  VERIFY_NO_ISSUER_HERE = 20,
  VERIFY_NO_ISSUER_OF_FIRST = 21,
  VERIFY_CHAIN_TOO_LONG = 22,
  VERIFY_UNTRUSTED = 27,
  VERIFY_HOSTNAME_MISMATCH = 62,
  VERIFY_IP_ADDRESS_MISMATCH = 64,
  VERIFY_EE_KEY_TOO_SMALL = 66,
  VERIFY_CA_KEY_TOO_SMALL = 67,
  VERIFY_CA_DIGEST_TOO_WEAK = 68,
};

/* OpenSSL's words for a failed handshake, which are all that libcurl hands on of it. */
static const struct
{
  const char     *words;
  KeyrackOutcome  outcome;
  KeyrackReason   reason;
} handshakes[] = {
  { "wrong version number", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_NOT_TLS },
  { "packet length too long", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_NOT_TLS },
  { "record layer failure", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_NOT_TLS },
  { "unknown protocol", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_NOT_TLS },
  { "protocol version", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_OUTDATED_TLS },
  { "unsupported protocol", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_OUTDATED_TLS },
  { "version too low", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_OUTDATED_TLS },
  { "insufficient security", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_OUTDATED_TLS },
  { "dh key too small", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_OUTDATED_TLS },
  { "legacy renegotiation", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_OUTDATED_TLS },
  { "key too small", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_CERTIFICATE_WEAK },
  { "md too weak", KEYRACK_OUTCOME_TLS_FAILED, KEYRACK_REASON_CERTIFICATE_WEAK },
  { "unexpected eof", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_NONE },
  { "SSL_ERROR_SYSCALL", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_NONE },
  { "SSL_ERROR_ZERO_RETURN", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_NONE },
  { "Connection reset", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_NONE },
  { "Broken pipe", KEYRACK_OUTCOME_CONNECTION_LOST, KEYRACK_REASON_NONE },
};

static KeyrackOutcome
classify_handshake (const KeyrackHttpFault *self,
                    KeyrackReason          *reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (handshakes); i++)
    {
      if (strstr (self->words, handshakes[i].words) != NULL)
        {
          *reason = handshakes[i].reason;
          return handshakes[i].outcome;
        }
    }

  return KEYRACK_OUTCOME_TLS_FAILED;
}

static KeyrackOutcome
classify_certificate (const KeyrackHttpFault *self,
                      KeyrackReason          *reason)
{
  switch (self->verify_result)
    {
    case VERIFY_EXPIRED:
      return KEYRACK_OUTCOME_TLS_EXPIRED;

    case VERIFY_NOT_YET_VALID:
      *reason = KEYRACK_REASON_NOT_YET_VALID;
      return KEYRACK_OUTCOME_TLS_EXPIRED;

    case VERIFY_HOSTNAME_MISMATCH:
    case VERIFY_IP_ADDRESS_MISMATCH:
      return KEYRACK_OUTCOME_TLS_WRONG_HOST;

    case VERIFY_EE_KEY_TOO_SMALL:
    case VERIFY_CA_KEY_TOO_SMALL:
    case VERIFY_CA_DIGEST_TOO_WEAK:
      *reason = KEYRACK_REASON_CERTIFICATE_WEAK;
      return KEYRACK_OUTCOME_TLS_FAILED;

    case VERIFY_NO_ISSUER:
    case VERIFY_SELF_SIGNED:
    case VERIFY_SELF_SIGNED_IN_CHAIN:
    case VERIFY_NO_ISSUER_HERE:
    case VERIFY_NO_ISSUER_OF_FIRST:
    case VERIFY_CHAIN_TOO_LONG:
    case VERIFY_UNTRUSTED:
      return KEYRACK_OUTCOME_TLS_UNTRUSTED;

    default:
      /* libcurl compares the names itself, after the chain was found good. */
      if (self->verify_result <= VERIFY_UNSPECIFIED && strstr (self->words, "subject") != NULL)
        return KEYRACK_OUTCOME_TLS_WRONG_HOST;

      return KEYRACK_OUTCOME_TLS_FAILED;
    }
}

static KeyrackOutcome
classify_connection (const KeyrackHttpFault *self,
                     KeyrackReason          *reason)
{
  if (self->proxied)
    return KEYRACK_OUTCOME_PROXY_UNREACHABLE;

  switch (self->os_errno)
    {
    case ECONNREFUSED:
      return KEYRACK_OUTCOME_CONNECTION_REFUSED;

    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
    case EHOSTDOWN:
      *reason = KEYRACK_REASON_NO_ROUTE;
      return KEYRACK_OUTCOME_CONNECTION_FAILED;

    case ETIMEDOUT:
      *reason = KEYRACK_REASON_NO_CONNECTION;
      return KEYRACK_OUTCOME_TIMEOUT;

    default:
      return KEYRACK_OUTCOME_CONNECTION_FAILED;
    }
}

static KeyrackOutcome
classify_timeout (const KeyrackHttpFault *self,
                  KeyrackReason          *reason)
{
  if (self->proxied && !self->connected)
    return KEYRACK_OUTCOME_PROXY_UNREACHABLE;

  if (self->begun)
    *reason = KEYRACK_REASON_TOO_SLOW;
  else if (self->secured)
    *reason = KEYRACK_REASON_NO_REPLY;
  else
    *reason = KEYRACK_REASON_NO_CONNECTION;

  return KEYRACK_OUTCOME_TIMEOUT;
}

static KeyrackOutcome
classify_loss (const KeyrackHttpFault *self,
               KeyrackReason          *reason)
{
  if (self->begun)
    *reason = KEYRACK_REASON_CUT_OFF;

  if (self->proxied && !self->secured)
    return KEYRACK_OUTCOME_PROXY_FAILED;

  return KEYRACK_OUTCOME_CONNECTION_LOST;
}

/**
 * keyrack_http_fault_classify:
 * @self: what is known
 * @reason: (out): the reason within the outcome
 *
 * Says no more than is known: what nobody expected is a failed connection.
 *
 * Returns: the outcome
 */
KeyrackOutcome
keyrack_http_fault_classify (const KeyrackHttpFault *self,
                             KeyrackReason          *reason)
{
  g_return_val_if_fail (self != NULL, KEYRACK_OUTCOME_CONNECTION_FAILED);
  g_return_val_if_fail (reason != NULL, KEYRACK_OUTCOME_CONNECTION_FAILED);

  *reason = KEYRACK_REASON_NONE;

  if (self->too_large)
    return KEYRACK_OUTCOME_ANSWER_TOO_LARGE;

  if (self->proxy_status == PROXY_AUTHENTICATION_REQUIRED)
    return KEYRACK_OUTCOME_PROXY_AUTH_REQUIRED;

  if (self->proxy_status >= 300)
    return KEYRACK_OUTCOME_PROXY_FAILED;

  switch (self->code)
    {
    case CURLE_COULDNT_RESOLVE_HOST:
      return KEYRACK_OUTCOME_NAME_LOOKUP_FAILED;

    case CURLE_COULDNT_RESOLVE_PROXY:
      return KEYRACK_OUTCOME_PROXY_UNREACHABLE;

    case CURLE_PROXY:
      return KEYRACK_OUTCOME_PROXY_FAILED;

    case CURLE_COULDNT_CONNECT:
      return classify_connection (self, reason);

    case CURLE_OPERATION_TIMEDOUT:
      return classify_timeout (self, reason);

    case CURLE_PEER_FAILED_VERIFICATION:
      if (self->proxy_secures)
        return KEYRACK_OUTCOME_PROXY_FAILED;
      return classify_certificate (self, reason);

    case CURLE_SSL_CONNECT_ERROR:
      if (self->proxy_secures)
        return KEYRACK_OUTCOME_PROXY_FAILED;
      return classify_handshake (self, reason);

    case CURLE_SSL_CACERT_BADFILE:
      return KEYRACK_OUTCOME_CA_FILE_UNREADABLE;

    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CLIENTCERT:
      return KEYRACK_OUTCOME_TLS_FAILED;

    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      return classify_loss (self, reason);

    case CURLE_FILESIZE_EXCEEDED:
      return KEYRACK_OUTCOME_ANSWER_TOO_LARGE;

    case CURLE_OUT_OF_MEMORY:
      /* How libcurl 7.88 says that one header line is longer than 100 KiB. */
      return self->begun || self->secured ? KEYRACK_OUTCOME_ANSWER_TOO_LARGE
                                          : KEYRACK_OUTCOME_CONNECTION_FAILED;

    case CURLE_UNSUPPORTED_PROTOCOL: /* HTTP/0.9 */
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
      *reason = KEYRACK_REASON_DAMAGED;
      return KEYRACK_OUTCOME_UNEXPECTED_ANSWER;

    default:
      return KEYRACK_OUTCOME_CONNECTION_FAILED;
    }
}
