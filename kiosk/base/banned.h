/* SPDX-License-Identifier: MPL-2.0 */
/* Included before every file (see Makefile): calls that have hurt too many
 * programs do not compile here. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef strcpy
#undef strcat
#undef strtok
#define strcpy(a, b) banned_use_a_buf_instead_of_strcpy
#define strcat(a, b) banned_use_a_buf_instead_of_strcat
#define strtok(a, b) banned_strtok
#define sprintf(...) banned_use_snprintf_instead_of_sprintf
#define vsprintf(...) banned_use_vsnprintf_instead_of_vsprintf
#define atoi(a) banned_use_number_parse_instead_of_atoi
#define atol(a) banned_use_number_parse_instead_of_atol
#define localtime(a) banned_the_clock_is_handed_in
#define gets(a) banned_gets

#endif
