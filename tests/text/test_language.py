"""Which texts are read as English, and which are told apart?"""

from __future__ import annotations

import pytest

from kg.text.language import is_english

ENGLISH = [
    "The foreign minister met his counterpart in Jakarta on Monday and discussed trade.",
    "MFA Spokesperson's Comments: Minister for Foreign Affairs Dr Lim Boon Teck met Minister Retno Wulandari",
    "Iran condemns Israel strike",
    "Egyptian President Abdel Fattah el-Sisi met Greek Prime Minister Kyriakos Mitsotakis in Athens.",
    "Xi Jinping, Vladimir Putin, Narendra Modi, Cyril Ramaphosa",
    "President Nguyễn Văn Hải of Viet Nam made a State Visit from 3 to 5 March 2024, at the invitation of the President.",
    "Joint statement of Türkiye, São Tomé and Príncipe and Côte d'Ivoire on the situation in Łódź",
]
OTHERS = {
    "French": "Le ministre des Affaires étrangères s'est entretenu lundi avec son homologue à Paris sur la situation.",
    "German": "Der Außenminister traf am Montag in Berlin seinen Amtskollegen und sprach mit ihm über die Lage.",
    "Spanish": "El ministro de Exteriores se reunió el lunes con su homólogo en Madrid para hablar de la situación.",
    "Portuguese": "O ministro das Relações Exteriores reuniu-se na segunda-feira com o seu homólogo em Lisboa.",
    "Italian": "Il ministro degli Esteri ha incontrato lunedì a Roma il suo omologo per parlare della situazione.",
    "Dutch": "De minister van Buitenlandse Zaken heeft maandag in Den Haag met zijn ambtgenoot gesproken.",
    "Indonesian": "Menteri Luar Negeri bertemu dengan mitranya di Jakarta pada hari Senin untuk membahas kerja sama.",
    "Turkish": "Dışişleri Bakanı pazartesi günü Ankara'da mevkidaşı ile bir araya geldi ve gelişmeler ele alındı.",
    "Polish": "Minister spraw zagranicznych spotkał się w poniedziałek w Warszawie ze swoim odpowiednikiem.",
    "Vietnamese": "Bộ trưởng Bộ Ngoại giao đã hội đàm với người đồng cấp tại Hà Nội về quan hệ giữa hai nước.",
    "Russian": "Министр иностранных дел провёл в понедельник переговоры со своим коллегой в Москве.",
    "Arabic": "التقى وزير الخارجية نظيره السوري في دمشق يوم الأحد وبحث معه العلاقات الثنائية.",
    "Persian": "وزیر امور خارجه روز یکشنبه با همتای سوری خود در دمشق دیدار و گفت‌وگو کرد.",
    "Chinese": "外交部长周一在北京会见了新加坡外长，双方就双边关系交换了意见。",
    "Hindi": "विदेश मंत्री ने सोमवार को दिल्ली में अपने समकक्ष से मुलाकात की।",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_read(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_told_apart(language: str) -> None:
    assert not is_english(OTHERS[language])


def test_a_quotation_does_not_make_a_text_foreign() -> None:
    assert is_english(
        f"{ENGLISH[0]} He said in Spanish that this was the way of the two countries: “Hasta la vista.” {ENGLISH[4]}"
    )


def test_a_long_text_without_english_words_in_an_unknown_language_is_not_english() -> None:
    assert not is_english("Kuanza lokomotivu bestana mirodani telupa vardonis " * 20)


def test_nothing_is_not_english() -> None:
    assert not is_english("") and not is_english("2024 — 03.")
