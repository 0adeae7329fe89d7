// The subscription's activity log goes to the workspace: rule alert-rule-disabled reads in it who switched a rule off.
targetScope = 'subscription'

param name string
param workspaceId string

resource toWorkspace 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: name
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'Administrative', enabled: true }]
  }
}
