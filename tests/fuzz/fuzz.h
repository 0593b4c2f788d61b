/* fuzz.h: what every fuzz target has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* Called by libFuzzer with its inventions, and by replay.c with the files of a corpus. */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);
