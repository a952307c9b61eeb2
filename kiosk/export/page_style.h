/* SPDX-License-Identifier: MPL-2.0 */
/* How booklet and letter look, on a screen and on A4. */
#ifndef EXPORT_PAGE_STYLE_H
#define EXPORT_PAGE_STYLE_H

extern const char page_style[]; /* CSS, for inside <style> */

#endif
