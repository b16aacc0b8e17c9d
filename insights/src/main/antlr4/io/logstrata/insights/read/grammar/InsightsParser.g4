/*
 * Logs Insights QL: the commands fields, display, filter (where), sort, limit, dedup, stats and parse. What the user guide leaves
 * open is decided here: `not` binds tighter than `and`, `and` tighter than `or`; arithmetic binds as it does in Java, with `^` above
 * it and to the left.
 */
parser grammar InsightsParser;

options {
  tokenVocab = InsightsLexer;
}

query : command ( PIPE command )* EOF ;

onlyCondition : condition EOF ;

command
  : FIELDS columns # fields
  | DISPLAY columns # display
  | FILTER condition # filter
  | SORT sortKey ( COMMA sortKey )* # sort
  | LIMIT ANY? NUMBER # limit
  | DEDUP name ( COMMA name )* # dedup
  | STATS columns ( BY columns ( OFFSET DURATION )? )? # stats
  | PARSE name ( STRING AS name ( COMMA name )* | REGEX ) # parse
  ;

columns : column ( COMMA column )* ;

column : condition ( AS name )? ;

sortKey : name ( ASC | DESC )? ;

condition : conjunction ( OR conjunction )* ;

conjunction : negation ( AND negation )* ;

negation
  : ( NOT | BANG ) negation # opposite
  | comparison # plain
  ;

comparison : sum tail? ;

tail
  : ( EQUAL | NOT_EQUAL | LESS | AT_MOST | GREATER | AT_LEAST ) sum # compare
  | NOT? IN OPEN_LIST literal ( COMMA literal )* CLOSE_LIST # membership
  | NOT? LIKE ( STRING | REGEX ) # like
  | FINDS REGEX # finds
  ;

sum : product ( ( PLUS | MINUS ) product )* ;

product : power ( ( STAR | DIVIDE | PERCENT ) power )* ;

power : signed ( POWER signed )* ;

signed
  : MINUS signed # minus
  | primary # unsigned
  ;

primary
  : OPEN condition CLOSE # group
  | call step* # function
  | name step* # field
  | NUMBER # number
  | STRING # text
  | ( TRUE | FALSE ) # bool
  ;

call : NAME OPEN ( STAR | argument ( COMMA argument )* )? CLOSE ;

// Into a map by its key, into a list by its index: only what jsonParse made has them.
step : MEMBER | OPEN_LIST NUMBER CLOSE_LIST ;

argument : DURATION | condition ;

literal : MINUS? NUMBER | STRING | TRUE | FALSE ;

// Words of other commands are still good names of fields.
name : NAME | FIELDS | DISPLAY | FILTER | SORT | LIMIT | DEDUP | STATS | PARSE | ANY | OFFSET ;
