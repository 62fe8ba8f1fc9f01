/**
 * Connects the suite with JUnit and Allure: annotations for rows and cases, invocations for cells,
 * and progress.
 */
package org.criumatrix.junit;
