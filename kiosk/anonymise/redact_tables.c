/* SPDX-License-Identifier: MPL-2.0 */
/* The words that the recognisers themselves rely on, as opposed to the lists
 * that an office may extend: endings of streets, units, number words. A word
 * that stands here is folded like any other. */
#include "anonymise/redact_look.h"

const struct own_words own_words[] = {
    /* Endings that no name has: Danish; of languages with capitals that put
     * much behind a word Polish, Ukrainian, Turkish, Romanian, Somali. */
    {WORD_ORDINARY,
     "-erne -eren -heden -heder -elsen -elser -elserne -tionen -tioner "
     "-ingen -inger -ligt -skab -skabet -ende -ede -eriet -ismen"},
    {WORD_ORDINARY,
     "-liśmy -łyśmy -łam -łem -łaś -łeś -amy -emy -imy -ymy -łaby -łby -ość "
     "-ości -cja -cji -cje -cję -enie -aniu -eniu -owanie -owania -ować -iły "
     "-ały -yły -ili -ali -yli -ają -eją"},
    {WORD_ORDINARY,
     "-ення -ання -іння -ття -ості -ість -ував -ували -увала -вався -валася "
     "-валися -лися -лась -лося -ться -ємося -ємо -їмо -ного -ному -ними -ної "
     "-ами -ями -ити -ати -ути"},
    {WORD_ORDINARY,
     "-yorum -yoruz -yorsun -yordu -yordum -yorduk -yorlar -yorlardı -dılar "
     "-diler -dular -düler -tılar -tiler -mıştı -mişti -muştu -müştü -ları "
     "-leri -lara -lere -larda -lerde -lardan -lerden -larım -lerim -larımız "
     "-lerimiz -mak -mek -mayı -meyi -ması -mesi -acak -ecek -dığı -diği "
     "-dığım -diğim -dığında -diğinde -duğu -düğü -madan -meden -mızı -mizi"},
    {WORD_ORDINARY,
     "-ului -ilor -elor -urile -urilor -ările -ările -ația -ației -ește -easc "
     "-eam -eau -iile -area -erea -irea -ând -ându -ători -itate -itatea "
     "-arele -erile -irile -aseră -atul -ată"},
    {WORD_ORDINARY,
     "-kayga -kaygu -tayda -taydu -keyga -teyda -gayga -dayda -ihii -ooyin "
     "-nnimo -taan -nayaa -aysay -eysay -tinka -aashada -adayda -oyinka "
     "-ahayga -yaasha -aasha"},
    {WORD_NEVER,
     "jeg du han hun den det der vi i de dem deres dig mig sig os jer "
     "min mit mine din dit dine sin sit sine hans hendes vores jeres "
     "dens dets en et og men når hvis da er har var havde nu så ikke "
     "også i'm i've i'll i'd the a an and but he she it we they you my "
     "your his her our their me us when if so is was are were to for of "
     "on at in monday tuesday wednesday thursday friday saturday sunday "
     "mandag tirsdag onsdag torsdag fredag lørdag søndag ja nej ok "
     "hanım bey ty ciebie tobie tobą twój twoja twoje twojego twojej twoi "
     "twoich was wam wami wasz wasza wasze ви вас вам вами ваш ваша ваше "
     "вашого вашої ваші"},
    {WORD_FILLER,
     "streg bindestreg minus mellemrum punktum prik skråstreg og så "
     "derefter dernæst de sidste fire cifre er tal med dash hyphen and "
     "then last four digits the are nummer slut endnu cpr kode space"},
    {WORD_UNIT,
     "gange gang timer time minutter minut dage dag uger uge måneder "
     "måned år børn barn mennesker personer kr kroner km kilometer "
     "meter procent møder møde samtaler samtale stk ting sekunder "
     "piller opkald breve ansøgninger af ud eller til ture søskende "
     "venner hold familier piger drenge times hours days weeks years "
     "children tusind hundrede pct øre liter kg kilo gram grader "
     "stykker par etager værelser sider mand medarbejdere kolleger unge "
     "voksne"},
    {WORD_BETWEEN, "af ud eller til"},
    {WORD_CLOCK, "kl klokken"},
    {WORD_PERSON_DOES,
     "sagde siger spurgte spørger svarede svarer ringede ringer kom kommer "
     "gik hjalp hjælper mente mener synes syntes troede tror fortalte "
     "fortæller skrev skriver græd græder grinede griner lo smilede nikkede "
     "råbte tog fik vil ville havde har hedder hed bor boede sad stod løb "
     "kørte kører hentede henter lyttede lytter lovede lover arbejder "
     "arbejdede elsker hader savner vidste kendte kender spiller spillede"},
    {WORD_SURNAME,
     "-gaard -gård -lund -dal -holm -bæk -beck -toft -by -sø -høj -berg "
     "-bjerg -strup -rup -borg -skov -hede -kær -kjær -mose -mark -bro -krog "
     "-vang -kvist -strøm"},
    {WORD_UNIT | WORD_MONEY, "kr kroner euro dollar dollars"},
    {WORD_CASE,
     "sag sagen sagens sags ref reference case j jnr journal journalen "
     "id klient borger"},
    {WORD_CASE_SURE,
     "sags-nr sag-nr j-nr sagsnr sagsnummer sagsnummeret sagsnumre journalnr "
     "journalnummer "
     "journalnummeret klientnr klientnummer kundenr kundenummer "
     "medlemsnr medlemsnummer borgernr borgernummer patientnr "
     "patientnummer sags-id sagsid referencenr referencenummer løbenr "
     "løbenummer policenr policenummer pasnr pasnummer pas-nr "
     "udlændingenr udlændingenummer person-id id-nr id-nummer "
     "kørekortnr kontonr kontonummer casenumber casenr j.nr"},
    {WORD_LINK, "nr nummer nummeret no number er var hedder is was id num"},
    {WORD_AT, "snabel-a snabela snabel_a alfakrøl alfa-krøl krøllalfa krølalfa "
              "krølle-a at собака равлик małpa آت ات"},
    {WORD_DOT,
     "punktum punkt prik dot крапка точка kropka nokta punct نقطة نقطه"},
    {WORD_TOP,
     "dk com org net eu se no de uk io info me gov edu fr pl ua tr ro "
     "nl fi is gl fo so me"},
    {WORD_STREET,
     "-vej -vejen -gade -gaden -allé -allè -alle -alléen -alleen "
     "-stræde -strædet -boulevard -boulevarden -vænge -vænget -torvet "
     "-straße -strasse -street -road -avenue -gata -gatan -vägen"},
    {WORD_STREETLIKE,
     "-promenade -promenaden -brygge -bryggen -bryn -brynet "
     "-torv -plads -pladsen -park -parken -sti -stien -bakke -bakken "
     "-have -haven -haver -gård -gården -gaard -gaarden -toft -toften "
     "-ager -ageren -lund -lunden -mark -marken -krog -krogen -bro "
     "-broen -brogade -kaj -kajen -dal -dalen -eng -engen -skov -skoven "
     "-kær -kæret -vang -vangen -led -ledet -passage -passagen -hegn "
     "-hegnet -brink -brinken -skrænt -skrænten -skel -skellet -kvarter "
     "-kvarteret -høj -højen -bæk -bækken -banke -banken -kilde -mose "
     "-mosen -sø -søen -have -havn -havnen -strand -stranden -næs -ås "
     "-åsen -linde -løkke -løkken -mølle -møllen -lykke -lykken -gang "
     "-gangen -rækken -vænger -siden -volden -vold -slippe -smøge "
     "-tværgade -esplanade -esplanaden -square -lane -drive -court "
     "-close -holm -holmen -kollegiet -huse -husene -husene -bo -byen "
     "-hjørnet -udsigten -svinget -buen -ringen -ring"},
    {WORD_STREET_FIRST,
     "ul ulica ulicy вул вулиця вулиці ул улица شارع خیابان кв rue "
     "проспект просп пр проспекті бульвар бул бульварі провулок пров площа "
     "пл шосе набережна "
     "strada sokak sokağı via calle"},
    {WORD_STREET_LAST,
     "street road avenue lane drive court close square way grove crescent "
     "terrace place boulevard st rd ave"},
    {WORD_SERVICE,
     "twitter instagram insta ig facebook fb messenger snapchat snap "
     "snapchatten "
     "tiktok telegram whatsapp viber skype discord linkedin signal reddit "
     "twitch "
     "wechat انستغرام انستا تيليغرام تلغرام سناب فيسبوك تيك "
     "توك واتساب تويتر اینستاگرام تلگرام واتساپ фейсбук інстаграм телеграм "
     "вайбер тікток"},
    /* A number follows, and both belong to the address. */
    {WORD_FLOOR | WORD_LINK,
     "lejlighed lejl dør lej opgang apartment apt flat кв квартира شقة"},
    {WORD_LINK, "буд будинок дом بناية مبنى عمارة رقم"},
    {WORD_FLOOR, "th tv mf st sal etage stuen kl kld"},
    {WORD_INTO, "i fra til ved på in from to at nær near omkring mod via"},
    {WORD_MONTH,
     "januar februar marts april maj juni juli august september oktober "
     "november december jan feb mar apr jun jul aug sep sept okt nov "
     "dec january february march may june july october يناير فبراير "
     "مارس أبريل ابريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر "
     "ديسمبر січня лютого березня квітня травня червня липня серпня "
     "вересня жовтня листопада грудня stycznia lutego marca kwietnia "
     "maja czerwca lipca sierpnia września października listopada "
     "grudnia ocak şubat mart nisan mayıs haziran temmuz ağustos eylül "
     "ekim kasım aralık ianuarie februarie martie aprilie mai iunie "
     "iulie septembrie octombrie noiembrie decembrie jannaayo febraayo "
     "maarso abriil maajo luulyo agoosto sebteembar oktoobar nofeembar "
     "diseembar فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی "
     "بهمن اسفند ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் "
     "செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர் января февраля марта апреля "
     "мая июня июля августа сентября октября ноября декабря"},
};
const size_t own_words_count = sizeof own_words / sizeof *own_words;

const char *const number_words[] = {
    "0 nul zero صفر нуль sıfır sifir eber sefir ዜሮ பூஜ்யம்",
    "1 en et én ét one واحد один jeden jedna bir kow mid ሓደ unu una یک "
    "yek ஒன்று",
    "2 to two اثنان اثنين два dwa iki laba ክልተ doi două دو du dû "
    "இரண்டு",
    "3 tre three ثلاثة три trzy üç saddex ሰለስተ trei سه sê மூன்று",
    "4 fire four أربعة чотири cztery dört afar ኣርባዕተ patru چهار çar "
    "நான்கு",
    "5 fem five خمسة п'ять pięć beş shan ሓሙሽተ cinci پنج pênc ஐந்து",
    "6 seks six ستة шість sześć altı lix ሽዱሽተ șase شش şeş ஆறு",
    "7 syv seven سبعة сім siedem yedi toddoba ሸውዓተ șapte هفت heft ஏழு",
    "8 otte eight ثمانية вісім osiem sekiz siddeed ሸሞንተ opt هشت heşt "
    "எட்டு",
    "9 ni nine تسعة дев'ять dziewięć dokuz sagaal ትሽዓተ nouă نه neh "
    "ஒன்பது",
    "10 ti ten",
    "11 elleve eleven",
    "12 tolv twelve",
    "13 tretten thirteen",
    "14 fjorten fourteen",
    "15 femten fifteen",
    "16 seksten sixteen",
    "17 sytten seventeen",
    "18 atten eighteen",
    "19 nitten nineteen",
    "20 tyve twenty",
    "21 enogtyve en-og-tyve twenty-one",
    "22 toogtyve to-og-tyve twenty-two",
    "23 treogtyve tre-og-tyve twenty-three",
    "24 fireogtyve fire-og-tyve twenty-four",
    "25 femogtyve fem-og-tyve twenty-five",
    "26 seksogtyve seks-og-tyve twenty-six",
    "27 syvogtyve syv-og-tyve twenty-seven",
    "28 otteogtyve otte-og-tyve twenty-eight",
    "29 niogtyve ni-og-tyve twenty-nine",
    "30 tredive tredve thirty",
    "31 enogtredive en-og-tredive thirty-one",
    "32 toogtredive to-og-tredive thirty-two",
    "33 treogtredive tre-og-tredive thirty-three",
    "34 fireogtredive fire-og-tredive thirty-four",
    "35 femogtredive fem-og-tredive thirty-five",
    "36 seksogtredive seks-og-tredive thirty-six",
    "37 syvogtredive syv-og-tredive thirty-seven",
    "38 otteogtredive otte-og-tredive thirty-eight",
    "39 niogtredive ni-og-tredive thirty-nine",
    "40 fyrre fyrretyve forty",
    "41 enogfyrre en-og-fyrre forty-one",
    "42 toogfyrre to-og-fyrre forty-two",
    "43 treogfyrre tre-og-fyrre forty-three",
    "44 fireogfyrre fire-og-fyrre forty-four",
    "45 femogfyrre fem-og-fyrre forty-five",
    "46 seksogfyrre seks-og-fyrre forty-six",
    "47 syvogfyrre syv-og-fyrre forty-seven",
    "48 otteogfyrre otte-og-fyrre forty-eight",
    "49 niogfyrre ni-og-fyrre forty-nine",
    "50 halvtreds halvtredsindstyve fifty halvtres",
    "51 enoghalvtreds en-og-halvtreds fifty-one enoghalvtres",
    "52 tooghalvtreds to-og-halvtreds fifty-two tooghalvtres",
    "53 treoghalvtreds tre-og-halvtreds fifty-three treoghalvtres",
    "54 fireoghalvtreds fire-og-halvtreds fifty-four fireoghalvtres",
    "55 femoghalvtreds fem-og-halvtreds fifty-five femoghalvtres",
    "56 seksoghalvtreds seks-og-halvtreds fifty-six seksoghalvtres",
    "57 syvoghalvtreds syv-og-halvtreds fifty-seven syvoghalvtres",
    "58 otteoghalvtreds otte-og-halvtreds fifty-eight otteoghalvtres",
    "59 nioghalvtreds ni-og-halvtreds fifty-nine nioghalvtres",
    "60 tres tresindstyve sixty",
    "61 enogtres en-og-tres sixty-one",
    "62 toogtres to-og-tres sixty-two",
    "63 treogtres tre-og-tres sixty-three",
    "64 fireogtres fire-og-tres sixty-four",
    "65 femogtres fem-og-tres sixty-five",
    "66 seksogtres seks-og-tres sixty-six",
    "67 syvogtres syv-og-tres sixty-seven",
    "68 otteogtres otte-og-tres sixty-eight",
    "69 niogtres ni-og-tres sixty-nine",
    "70 halvfjerds halvfjerdsindstyve seventy",
    "71 enoghalvfjerds en-og-halvfjerds seventy-one",
    "72 tooghalvfjerds to-og-halvfjerds seventy-two",
    "73 treoghalvfjerds tre-og-halvfjerds seventy-three",
    "74 fireoghalvfjerds fire-og-halvfjerds seventy-four",
    "75 femoghalvfjerds fem-og-halvfjerds seventy-five",
    "76 seksoghalvfjerds seks-og-halvfjerds seventy-six",
    "77 syvoghalvfjerds syv-og-halvfjerds seventy-seven",
    "78 otteoghalvfjerds otte-og-halvfjerds seventy-eight",
    "79 nioghalvfjerds ni-og-halvfjerds seventy-nine",
    "80 firs firsindstyve eighty",
    "81 enogfirs en-og-firs eighty-one",
    "82 toogfirs to-og-firs eighty-two",
    "83 treogfirs tre-og-firs eighty-three",
    "84 fireogfirs fire-og-firs eighty-four",
    "85 femogfirs fem-og-firs eighty-five",
    "86 seksogfirs seks-og-firs eighty-six",
    "87 syvogfirs syv-og-firs eighty-seven",
    "88 otteogfirs otte-og-firs eighty-eight",
    "89 niogfirs ni-og-firs eighty-nine",
    "90 halvfems halvfemsindstyve ninety",
    "91 enoghalvfems en-og-halvfems ninety-one",
    "92 tooghalvfems to-og-halvfems ninety-two",
    "93 treoghalvfems tre-og-halvfems ninety-three",
    "94 fireoghalvfems fire-og-halvfems ninety-four",
    "95 femoghalvfems fem-og-halvfems ninety-five",
    "96 seksoghalvfems seks-og-halvfems ninety-six",
    "97 syvoghalvfems syv-og-halvfems ninety-seven",
    "98 otteoghalvfems otte-og-halvfems ninety-eight",
    "99 nioghalvfems ni-og-halvfems ninety-nine",
};
const size_t number_words_count = sizeof number_words / sizeof *number_words;

const char *const ordinal_words[] = {
    "første",       "anden andet",   "tredje tredie", "fjerde",
    "femte",        "sjette",        "syvende",       "ottende",
    "niende",       "tiende",        "ellevte elvte", "tolvte",
    "trettende",    "fjortende",     "femtende",      "sekstende",
    "syttende",     "attende",       "nittende",      "tyvende",
    "enogtyvende",  "toogtyvende",   "treogtyvende",  "fireogtyvende",
    "femogtyvende", "seksogtyvende", "syvogtyvende",  "otteogtyvende",
    "niogtyvende",  "tredivte",      "enogtredivte",
};
const size_t ordinal_words_count = sizeof ordinal_words / sizeof *ordinal_words;
