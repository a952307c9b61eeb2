/* SPDX-License-Identifier: MPL-2.0 */
/* How the booklet looks, on a screen and on A4. */
#ifndef EXPORT_BOOKLET_STYLE_H
#define EXPORT_BOOKLET_STYLE_H

extern const char booklet_style[]; /* CSS, for inside <style> */

#endif
