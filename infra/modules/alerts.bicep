// The rules of infra/alerts: each row that a query answers with is a mail to the on-call.
param location string
param workspaceId string
param actionGroupId string
param enabled bool

var rules = loadJsonContent('../alerts/rules.json').rules
var mail = loadJsonContent('../alerts/mail.json')

// Bicep loads only what it is told by name; a test holds that none is forgotten.
var queries = {
  'alert-rule-disabled': loadTextContent('../alerts/alert-rule-disabled.kql')
  'duplicate-storm': loadTextContent('../alerts/duplicate-storm.kql')
  'function-failures': loadTextContent('../alerts/function-failures.kql')
  'missed-run': loadTextContent('../alerts/missed-run.kql')
  poison: loadTextContent('../alerts/poison.kql')
  'reconcile-gaps': loadTextContent('../alerts/reconcile-gaps.kql')
  'reject-share': loadTextContent('../alerts/reject-share.kql')
  'rows-do-not-balance': loadTextContent('../alerts/rows-do-not-balance.kql')
  'schema-drift': loadTextContent('../alerts/schema-drift.kql')
  'stale-feed': loadTextContent('../alerts/stale-feed.kql')
  'webhook-refusals': loadTextContent('../alerts/webhook-refusals.kql')
  'webhook-silence': loadTextContent('../alerts/webhook-silence.kql')
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2025-01-01-preview' = [
  for rule in rules: {
    name: rule.name
    location: location
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      description: 'docs/runbook.md, section ${rule.name}'
      severity: rule.severity
      enabled: enabled
      evaluationFrequency: rule.frequency
      windowSize: rule.window
      scopes: [workspaceId]
      // A new workspace has no tables yet; the queries bring empty ones of their own.
      skipQueryValidation: true
      // One mail when it begins and one when it is over, not one every five minutes.
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: queries[rule.name]
            timeAggregation: 'Total'
            metricMeasureColumn: mail.measure
            dimensions: map(mail.dimensions, dimension => { name: dimension, operator: 'Include', values: ['*'] })
            // Every row counts, one of nought rows too: a timer that has never run.
            operator: 'GreaterThanOrEqual'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: {
        actionGroups: [actionGroupId]
        actionProperties: { 'Email.Subject': mail.subject }
        customProperties: mail.properties
      }
    }
  }
]
