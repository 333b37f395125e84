"""What the manual cites, each as it is printed there."""

from __future__ import annotations

from typing import Final

REFERENCES: Final = {
    "ldl": (
        "Norway: Lov om likestilling og forbud mot diskriminering (likestillings- og diskrimineringsloven), "
        "LOV-2017-06-16-51, §§ 26, 26 a and 34."
    ),
    "diskrimineringslagen": "Sweden: Diskrimineringslag (2008:567), 3 kap. 8–10 §§.",
    "directive": (
        "European Union: Directive (EU) 2023/970 to strengthen the application of the principle of equal pay for equal "
        "work or work of equal value between men and women through pay transparency and enforcement mechanisms, OJ L "
        "132, 17.5.2023, articles 3, 4, 9 and 10."
    ),
    "si": (
        "United Kingdom: The Equality Act 2010 (Gender Pay Gap Information) Regulations 2017, SI 2017/172, regulations "
        "6 to 13."
    ),
    "ssb": "Statistics Norway: definitions of *månedslønn*, *heltidsekvivalent* and *lønnsratio*.",
    "logib": (
        "Switzerland: Federal Office for Gender Equality (EBG), Logib module 1, standard analysis model: method."
    ),
    "rfc2104": (
        "Krawczyk, H., Bellare, M., and Canetti, R. (1997). *HMAC: Keyed-hashing for message authentication*. RFC 2104."
    ),
    "hampel": (
        "Hampel, F. R. (1974). The influence curve and its role in robust estimation. *Journal of the American "
        "Statistical Association* 69(346), 383–393."
    ),
    "frisch waugh": (
        "Frisch, R., and Waugh, F. V. (1933). Partial time regressions as compared with individual trends. "
        "*Econometrica* 1(4), 387–401."
    ),
    "lovell": (
        "Lovell, M. C. (1963). Seasonal adjustment of economic time series and multiple regression analysis. *Journal "
        "of the American Statistical Association* 58(304), 993–1010."
    ),
    "halvorsen": (
        "Halvorsen, R., and Palmquist, R. (1980). The interpretation of dummy variables in semilogarithmic equations. "
        "*American Economic Review* 70(3), 474–475."
    ),
    "hyndman": (
        "Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages. *The American Statistician* "
        "50(4), 361–365."
    ),
    "kennedy": (
        "Kennedy, P. E. (1981). Estimation with correctly interpreted dummy variables in semilogarithmic equations. "
        "*American Economic Review* 71(4), 801."
    ),
    "white": (
        "White, H. (1980). A heteroskedasticity-consistent covariance matrix estimator and a direct test for "
        "heteroskedasticity. *Econometrica* 48(4), 817–838."
    ),
    "mackinnon": (
        "MacKinnon, J. G., and White, H. (1985). Some heteroskedasticity-consistent covariance matrix estimators with "
        "improved finite sample properties. *Journal of Econometrics* 29(3), 305–325."
    ),
    "liang": (
        "Liang, K.-Y., and Zeger, S. L. (1986). Longitudinal data analysis using generalized linear models. "
        "*Biometrika* 73(1), 13–22."
    ),
    "oaxaca": (
        "Oaxaca, R. (1973). Male-female wage differentials in urban labor markets. *International Economic Review* "
        "14(3), 693–709."
    ),
    "blinder": (
        "Blinder, A. S. (1973). Wage discrimination: Reduced form and structural estimates. *Journal of Human "
        "Resources* 8(4), 436–455."
    ),
    "reimers": (
        "Reimers, C. W. (1983). Labor market discrimination against Hispanic and black men. *Review of Economics and "
        "Statistics* 65(4), 570–579."
    ),
    "cotton": (
        "Cotton, J. (1988). On the decomposition of wage differentials. *Review of Economics and Statistics* 70(2), "
        "236–243."
    ),
    "neumark": (
        "Neumark, D. (1988). Employers' discriminatory behavior and the estimation of wage discrimination. *Journal of "
        "Human Resources* 23(3), 279–295."
    ),
    "jann": (
        "Jann, B. (2008). The Blinder–Oaxaca decomposition for linear regression models. *Stata Journal* 8(4), 453–479."
    ),
    "gardeazabal": (
        "Gardeazabal, J., and Ugidos, A. (2004). More on identification in detailed wage decompositions. *Review of "
        "Economics and Statistics* 86(4), 1034–1036."
    ),
    "yun": (
        "Yun, M.-S. (2005). A simple solution to the identification problem in detailed wage decompositions. *Economic "
        "Inquiry* 43(4), 766–772."
    ),
    "karush": (
        "Karush, W. (1939). *Minima of functions of several variables with inequalities as side conditions*. Master's "
        "thesis, University of Chicago."
    ),
    "kuhn": (
        "Kuhn, H. W., and Tucker, A. W. (1951). Nonlinear programming. *Proceedings of the Second Berkeley Symposium "
        "on Mathematical Statistics and Probability*, 481–492."
    ),
    "frechet": (
        "Fréchet, M. (1951). Sur les tableaux de corrélation dont les marges sont données. *Annales de l'Université de "
        "Lyon, Section A* 14, 53–77."
    ),
    "cox": (
        "Cox, L. H. (1981). Linear sensitivity measures in statistical disclosure control. *Journal of Statistical "
        "Planning and Inference* 5(2), 153–164."
    ),
    "hundepool": (
        "Hundepool, A., Domingo-Ferrer, J., Franconi, L., Giessing, S., Schulte Nordholt, E., Spicer, K., and de Wolf, "
        "P.-P. (2012). *Statistical Disclosure Control*. Wiley."
    ),
    "fieller": (
        "Fieller, E. C. (1954). Some problems in interval estimation. *Journal of the Royal Statistical Society, "
        "Series B* 16(2), 175–185."
    ),
    "welch": (
        "Welch, B. L. (1947). The generalization of 'Student's' problem when several different population variances "
        "are involved. *Biometrika* 34(1–2), 28–35."
    ),
    "freedman": (
        "Freedman, D., and Diaconis, P. (1981). On the histogram as a density estimator: L2 theory. *Zeitschrift für "
        "Wahrscheinlichkeitstheorie und verwandte Gebiete* 57(4), 453–476."
    ),
    "scott": "Scott, D. W. (1979). On optimal and data-based histograms. *Biometrika* 66(3), 605–610.",
    "wong": (
        "Wong, J., Forsell, E., Lewis, R., Mao, T., and Wardrop, M. (2021). *You only compress once: Optimal data "
        "compression for estimating linear models*. arXiv:2102.11297."
    ),
}
