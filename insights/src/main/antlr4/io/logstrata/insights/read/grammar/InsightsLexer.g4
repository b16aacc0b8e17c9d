/*
 * The words of Logs Insights QL. Keywords in any case; names of fields case-sensitive. A slash begins a regular expression only
 * after `like` and `=~` and in `parse`: everywhere else it divides.
 */
lexer grammar InsightsLexer;

options {
  caseInsensitive = true;
}

@members {
  private int last = Token.EOF;
  private boolean inParse;

  @Override
  public void emit(Token token) {
    if (token.getChannel() == Token.DEFAULT_CHANNEL) {
      last = token.getType();
      inParse = last == PARSE || inParse && last != PIPE;
    }
    super.emit(token);
  }

  @Override
  public void reset() {
    super.reset();
    last = Token.EOF;
    inParse = false;
  }

  private boolean regexMayBegin() {
    return inParse || last == LIKE || last == FINDS;
  }
}

FIELDS : 'fields' ;
DISPLAY : 'display' ;
FILTER : 'filter' | 'where' ;
SORT : 'sort' ;
LIMIT : 'limit' ;
DEDUP : 'dedup' ;
STATS : 'stats' ;
PARSE : 'parse' ;

BY : 'by' ;
AS : 'as' ;
ASC : 'asc' ;
DESC : 'desc' ;
ANY : 'any' ;
OFFSET : 'offset' ;
AND : 'and' ;
OR : 'or' ;
NOT : 'not' ;
IN : 'in' ;
LIKE : 'like' ;
TRUE : 'true' ;
FALSE : 'false' ;

PIPE : '|' ;
COMMA : ',' ;
OPEN : '(' ;
CLOSE : ')' ;
OPEN_LIST : '[' ;
CLOSE_LIST : ']' ;
FINDS : '=~' ;
EQUAL : '=' ;
NOT_EQUAL : '!=' ;
AT_MOST : '<=' ;
AT_LEAST : '>=' ;
LESS : '<' ;
GREATER : '>' ;
BANG : '!' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
PERCENT : '%' ;
POWER : '^' ;

// Before DIVIDE, and longer: it wins wherever its predicate lets it.
REGEX : '/' {regexMayBegin()}? ( '\\' . | ~[\\/] )+ '/' ;
DIVIDE : '/' ;

DURATION : [0-9]+ [a-z]+ ;
NUMBER : [0-9]+ ( '.' [0-9]+ )? ;
STRING : '"' ( '\\' . | ~["\\] )* '"' | '\'' ( '\\' . | ~['\\] )* '\'' ;

// user.id, items.0.id, @logStream, @@type, `foo-bar`, map.`user.id`, @`aws.tag.x:y`
NAME : ( '@'* QUOTED | [a-z_@] [a-z0-9_@]* ) ( '.' ( QUOTED | [a-z0-9_@]+ ) )* ;
// What follows a call or an index: jsonParse(body).user, j.users[1].name
MEMBER : '.' ( QUOTED | [a-z0-9_@]+ ) ;
fragment QUOTED : '`' ~[`\r\n]+ '`' ;

BLANK : [ \t\r\n\f]+ -> skip ;
COMMENT : '#' ~[\r\n]* -> skip ;

// Whatever is left over becomes a token, so that the parser can say where it stands.
OTHER : . ;
