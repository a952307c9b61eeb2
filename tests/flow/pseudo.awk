# SPDX-License-Identifier: MPL-2.0
# One text, as a language that nobody speaks would have it: every letter
# another one, +40 % length, between ⟦ and ⟧; {names} stay. With -v arabic=1
# in Arabic letters, else in Latin ones with marks above and below. What still
# is plain ASCII on a screen was never translated.
BEGIN {
    plain = "abcdefghijklmnopqrstuvwxyz"
    if (arabic)
        small = "ا ب ث د ع ف گ ه ي ج ك ل م ن و پ ق ر س ت ؤ ڤ ط خ ى ز"
    else
        small = "á ƀ ç đ é ƒ ğ ĥ í ĵ ķ ļ ɱ ñ ó ƥ ɋ ř š ţ ú ṽ ŵ ẋ ý ž"
    large = small
    if (!arabic)
        large = "Ấ Ɓ Ç Đ Ế Ƒ Ğ Ĥ Í Ĵ Ķ Ļ Ṃ Ñ Ổ Ƥ Ɋ Ř Š Ţ Ǘ Ṽ Ŵ Ẋ Ý Ž"
    split(small, lower, " ")
    split(large, upper, " ")
    for (i = 1; i <= 26; i++) {
        other[substr(plain, i, 1)] = lower[i]
        other[toupper(substr(plain, i, 1))] = upper[i]
        longer[substr(plain, i, 1)] = longer[toupper(substr(plain, i, 1))] = \
            lower[i]
    }
    printf "⟦"
}
NR > 1 { printf "\n" }
{
    for (i = 1; i <= length($0); i++) {
        letter = substr($0, i, 1)
        if (letter == "{" || letter == "}")
            held = letter == "{"
        if (held || !(letter in other)) {
            printf "%s", letter
            continue
        }
        printf "%s", other[letter]
        owed += 0.5
        if (owed >= 1) {
            printf "%s", longer[letter]
            owed--
        }
    }
}
END { printf "⟧" }
