/** What users ask about: situations, the cases that answer each, and the words that lead there. */
package org.criumatrix.situation;
