/* kill-marks.h: how a program tells kill-at-syscall where the operation begins and ends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Arguments of getpgid(), which is harmless and otherwise never called with them. */
#define MARK_BEGIN 0x4b455952
#define MARK_END   0x4b455953
