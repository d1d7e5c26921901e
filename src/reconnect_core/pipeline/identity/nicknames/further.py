"""Rarer given names of Europe with their short and pet forms, and rarer forms of common ones."""

GROUPS = """
gwendolyn gwen gwennie wendy; veronique vero; birgitta gitta britt birgit; margaretha margaret greet griet
greta gretha; wilhelmina willy; william wills; josephine posy; albert bertie; theresa tracy; susan sukie;
charlotte carly; alexandra allie; katharina trina; benedikt bene; dominik domi; mathilde tilda tilde matilda;
matilda tilly mattie tilda mathilde; archibald archie baldie; percival percy; barnaby barney; winifred
freddie; marjorie marge margie; henrietta etta hettie; antoinette toni nettie; arabella bella; cassandra
sandra; cordelia delia; evangeline eva evie; florence flossie; georgina georgie gina; guinevere gwen; jemima
mima; juliet jules; lydia lyddie; miranda mandy; philomena mena; rosamund roz; wilfred wilf; godfrey
goff; lewis lew lou; lionel leo; mortimer mort; norman norm; oswald oz ozzie; phineas finn; quentin quent;
rupert rupe; seymour sy; valentine val; wilbur will; woodrow woody; sebastian sebas; caterina cate rina;
stephane steph; kristoffer stoffer kris; anders adde; katarina kajsa; ewa ewka; michal misiek; jozef jozek;
roger rodge; maddalena lena; eleanor lena
"""
