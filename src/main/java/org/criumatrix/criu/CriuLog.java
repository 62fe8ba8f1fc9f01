package org.criumatrix.criu;
import java.util.*;
public final class CriuLog { private final List<String> l; CriuLog(List<String> l){this.l=l;} public static CriuLog parse(List<String> l){return new CriuLog(l);} public Optional<String> firstTellingError(){ return l.stream().filter(x->x.contains("Error")&&!x.contains("NOFILE")).map(x->x.replaceFirst("^\\([0-9.]+\\) *[0-9]*:? *Error ","")).findFirst(); } }
