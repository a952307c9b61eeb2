/* SPDX-License-Identifier: MPL-2.0 */
/* How long a page of fourteen mixed paragraphs takes to lay out: as the first
 * thing a program does, with no font open yet; with the fonts open; and when
 * it was laid out before, as each frame asks for it. Prints the three in
 * milliseconds, the last two the best of ROUNDS.
 *
 *     layout_speed MANIFEST */
#include "text/layout.h"

#include <time.h>

enum { ROUNDS = 20 };

/* Invented; each has another direction or script inside. */
static const struct {
    const char *lang, *text;
} page[] = {
    {"da", "Min vejleder hed شيرين og kom hver tirsdag kl. 9.30 i to år."},
    {"ar", "جاءت المرشدة Jens Olsen, 45 إلى بيتنا كل ثلاثاء، وساعدتنا."},
    {"fa", "نامه‌ی «Aarhus» را در ۱۲ مه ۲۰۲۴ گرفتم."},
    {"uk", "Тепер я розумію листи зі школи (Skolen ved Åen), усі 14."},
    {"ti", "ሓንቲ ሓጋዚት ነፍሲ ወከፍ ሰሉስ 10:30 ናብ ገዛና ትመጽእ ነበረት። Tak!"},
    {"so", "Kaaliyaha waxaa la oran jiray أمينة, waana ay na caawisay."},
    {"pl", "Żona pana Łukasza czekała cztery miesiące na „svar fra UU”."},
    {"tr", "Çocuğum artık uyuyor; öğretmeni İbrahim 3. sınıfa geçti, dedi."},
    {"ro", "Ne-au ajutat să găsim o școală; știam doar cuvântul «støtte»."},
    {"ckb", "ڕاوێژکارەکە هەموو سێشەممەیەک دەهات، 45 خولەک، Tak for hjælpen."},
    {"ta", "ஒவ்வொரு செவ்வாயும் ஒரு உதவியாளர் (støtteperson) 10:30க்கு வந்தார்."},
    {"en", "She said «نعم» and then we walked to the office on Søndergade 2."},
    {"da", "Vi ventede fire måneder. በዚ ግዜ እዚ ኣይደቀስናን። Så ringede de endelig."},
    {"ar", "قالت: det går nok, فضحكنا. ثم كتبنا ٣ رسائل إلى البلدية."},
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double lay_page(struct layouts *kept)
{
    double before = now_ms();
    for (size_t i = 0; i < sizeof page / sizeof *page; i++) {
        struct layout_style style = {
            .lang = page[i].lang, .size = 32, .width = 560, .by_content = true};
        if (!layouts_get(kept, plain_of(page[i].text), &style))
            exit(1);
    }
    layouts_age(kept);
    return now_ms() - before;
}

static void least(double *best, double ms)
{
    if (*best == 0 || ms < *best)
        *best = ms;
}

int main(int argc, char **argv)
{
    struct fault why = {0};
    double cold = 0, first = 0, again = 0;
    for (int i = 0; i < ROUNDS; i++) {
        struct fonts *fonts = argc > 1 ? fonts_open(argv[1], &why) : NULL;
        struct layouts *kept = fonts ? layouts_new(fonts) : NULL;
        if (!kept) {
            fprintf(stderr, "layout_speed: %s\n", why.text);
            return 1;
        }
        double opening = lay_page(kept);
        cold = i == 0 ? opening : cold;
        layouts_forget(kept);
        least(&first, lay_page(kept));
        least(&again, lay_page(kept));
        layouts_free(kept);
        fonts_close(fonts);
    }
    printf("%.2f %.2f %.3f\n", cold, first, again);
    return 0;
}
