/** The JUnit and Allure glue: rows and cases as annotations, cells as invocations, progress. */
package org.criumatrix.junit;
